#include "console/http/routes.h"
#include "console/http/value_shapes.h"

namespace cppo::console {
namespace {

using namespace wire;

std::vector<member> paged(std::vector<member> members) {
    members.push_back(may("cursor", cursor_text()));
    members.push_back(may("limit", integer(1, 500)));
    return members;
}

type email_text() {
    return text_matching(3, 255, "^[^@\\s]+@[^@\\s]+$");
}
type country_text() {
    return text_matching(2, 2, "^[A-Z]{2}$");
}

// What sellers and payers say of themselves.
void describe_parties(shapes& made) {
    const auto account = need("accountId", account_text());
    made.document("Address", {need("line1", text(1, 100)), may("line2", text(1, 100)),
                              need("city", text(1, 100)), may("state", text(1, 100)),
                              need("postalCode", text(1, 20)), need("country", country_text())});
    made.document("TaxNumber", {need("country", country_text()), need("number", text(1, 40))});
    made.document("Contact", {need("name", text(1, 255)), need("email", email_text()),
                              may("phone", text(1, 40))});
    made.document("BankAccount",
                  {need("holder", text(1, 140)), need("currency", currency_text()),
                   may("iban", text(1, 64)), may("bic", text(1, 32)),
                   may("accountNumber", text(1, 64)), may("routingNumber", text(1, 32))});
    made.document("SellerSubmission",
                  {account, may("legalName", text(1, 255)), may("address", ref("Address")),
                   may("contact", ref("Contact")), may("taxNumbers", list(ref("TaxNumber"), 1, 20)),
                   may("bankAccount", ref("BankAccount"))});
    made.document("SellerApproval", {account, need("part", any_of<market::seller_part>()),
                                     need("state", any_of<market::registration_state>()),
                                     may("note", text(1, 1000))});
    made.document("BillingChange",
                  {account, need("legalName", text(1, 255)), need("address", ref("Address")),
                   may("taxNumber", ref("TaxNumber"))});
}

// Keys and users that are changed or taken back.
void describe_access(shapes& made) {
    const auto account = need("accountId", account_text());
    const auto key = need("accessKeyId", text(1, 128));
    made.document("KeyList", paged({account}));
    made.document("KeyNamed", {account, key});
    made.document("KeyChange", {account, key, need("state", one_of({"active", "disabled"}))});
    made.document(
        "UserChange",
        {account, need("userId", id_text()), may("role", any_of<market::user_role>()),
         may("actions", list(text(1, 128), 0, 100)), may("state", any_of<market::user_state>())});
}

// Authorizations, and change sets that are made or checked.
void describe_resales(shapes& made) {
    const auto authorization = need("authorizationId", id_text());
    const auto name = may("name", text_matching(1, 150, "^[^\\s\\\\<>][^\\\\<>]*$"));
    made.document("ResaleList", paged({may("accountId", account_text()),
                                       may("side", one_of({"issued", "received"}))}));
    made.document("ResaleNamed", {authorization});
    made.document("ResaleDiscount",
                  {authorization, need("percent", text_matching(1, 20, "^(\\d*\\.)?\\d{1,9}$"))});
    made.document("ResaleCopy", {authorization, name});
    made.document("OfferCopy",
                  {need("offerId", id_text()), name, may("cancelsOriginal", boolean())});
    made.document("ConcurrencyChange", {need("productId", id_text()), need("allowed", boolean())});
    // The body of StartChangeSet. Its form is checked with everything else.
    made.document("ChangeSetCheck", {may("Catalog", any()), may("ChangeSet", any()),
                                     may("ChangeSetName", any()), may("ClientRequestToken", any()),
                                     may("ChangeSetTags", any()), may("Intent", any())});
}

void describe_approvals(shapes& made) {
    made.document("ApprovalList", paged({}));
    made.document("ApprovalNamed", {need("approvalId", id_text())});
    made.document("Decision",
                  {need("approvalId", id_text()), need("decision", one_of({"APPROVE", "REFUSE"})),
                   may("note", text(1, 1'000))});
    made.document("PaymentsAbove",
                  {need("currency", currency_text()), need("amount", text(1, 32))});
    made.document("SecondPersonChange",
                  {need("duties", boolean()), need("paymentsAbove", list("PaymentsAbove", 0, 5))});
}

} // namespace

// All are documents: a parameter or member that a route does not know is refused, since what it
// would have changed or left out is not done.
shapes console_shapes() {
    shapes made("console");
    made.document("Nothing", {});
    made.document("ClockMove", {may("mode", one_of({"real", "offset", "frozen"})),
                                may("now", text(20, 24)), may("advance", text(2, 32))});
    made.document("AccountList", paged({}));
    made.document("AccountNamed", {need("accountId", account_text())});
    made.document("AccountOrder", {may("accountId", account_text()), need("name", text(1, 255)),
                                   need("email", text_matching(3, 255, "^[^@\\s]+@[^@\\s]+$")),
                                   need("country", text_matching(2, 2, "^[A-Z]{2}$")),
                                   may("payerAccountId", account_text()),
                                   need("roles", list(any_of<market::role>(), 1, 3))});
    made.document("UserOrder",
                  {need("accountId", account_text()),
                   need("email", text_matching(3, 255, "^[^@\\s]+@[^@\\s]+$")),
                   need("role", any_of<market::user_role>()),
                   may("actions", list(text(1, 128), 0, 100)), may("password", text(8, 255))});
    made.document("KeyOrder", {need("accountId", account_text()), may("userId", id_text())});
    describe_access(made);
    describe_parties(made);
    const type state = any_of<market::registration_state>();
    const std::vector<member> registration{may("profile", state),
                                           may("tax", state),
                                           may("bank", state),
                                           may("kyc", state),
                                           may("serviceLinkedRole", state),
                                           may("currencies", list(currency_text(), 0, 5))};
    const std::vector<member> preference{may("frequency", any_of<market::disbursement_frequency>()),
                                         may("dayOfMonth", integer(1, 28))};
    made.document("Registration", registration);
    made.document("DisbursementPreference", preference);
    std::vector<member> change{need("accountId", account_text()),
                               may("registration", ref("Registration")),
                               may("disbursementPreference", ref("DisbursementPreference"))};
    change.insert(change.end(), registration.begin(), registration.end());
    change.insert(change.end(), preference.begin(), preference.end());
    made.document("SellerChange", std::move(change));
    made.document("ChargeList",
                  paged({may("agreementId", id_text()), may("accountId", account_text())}));
    made.document("InvoiceList",
                  paged({may("agreementId", id_text()), may("accountId", account_text()),
                         may("status", any_of<market::invoice_status>())}));
    made.document("PaymentOrder", {need("invoiceId", id_text()), need("amount", text(1, 32)),
                                   need("currency", text(3, 3)), may("receivedOn", day_text()),
                                   may("reference", text(1, 255)), may("remittance", text(1, 255)),
                                   may("dryRun", boolean())});
    made.document("PaymentList", paged({may("invoiceId", id_text()), may("from", day_text())}));
    describe_approvals(made);
    made.document("StatementList", paged({may("accountId", account_text()), may("from", day_text()),
                                          may("to", day_text())}));
    made.document("SellerList", paged({may("accountId", account_text())}));
    made.document("DealList", paged({may("accountId", account_text())}));
    made.document("DealNamed", {need("dealId", id_text())});
    made.document("TransferList", paged({may("agreementId", id_text())}));
    describe_resales(made);
    made.document("PublishingChange", {need("delay", text(2, 32))});
    made.document("BuyerVisibilityChange",
                  {need("isvBuyerVisibility", any_of<market::isv_buyer_visibility>())});
    made.document("LimitChange",
                  {need("name", text(1, 64)), may("value", integer(1, 1'000'000'000))});
    made.document("AuditList",
                  paged({may("accountId", account_text()), may("acting", one_of({"by", "for"}))}));
    describe_answers(made);
    return made;
}

} // namespace cppo::console
