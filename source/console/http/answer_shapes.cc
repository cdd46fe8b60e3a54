// What the routes answer. All are documents: a member that is not described here is a mistake.
#include "console/http/routes.h"
#include "console/http/value_shapes.h"

namespace cppo::console {
namespace {

using namespace wire;

// A list: {"items": [...], "next": "..."}.
void describe_page(shapes& into, const std::string& name, const char* item) {
    into.document(name, {need("items", list(item)), may("next", cursor_text())});
}
// A list that is always whole.
void describe_list(shapes& into, const std::string& name, const char* item) {
    into.document(name, {need("items", list(item))});
}

type authorization_label() {
    return one_of({"Deactivated", "Draft", "Expired", "Authorized (consumed)",
                   "Authorized (reusable)", "Authorized"});
}

void describe_problem(shapes& into) {
    into.document("Violation",
                  {need("path", text()), need("reason", text()), need("detail", text())});
    into.document("Problem", {need("type", text()), need("title", text()),
                              need("status", integer(400, 599)), need("detail", text()),
                              need("reason", text()), need("violations", list("Violation"))});
}

void describe_operation(shapes& into) {
    const std::vector<member> clock{need("now", moment_text()),
                                    need("mode", one_of({"real", "offset", "frozen"})),
                                    need("sandbox", boolean())};
    into.document("Clock", clock);
    std::vector<member> moved = clock;
    moved.push_back(need("ran", integer(0)));
    into.document("ClockMoved", moved);
    into.document("PublishingDelay", {need("delay", text(2, 32))});
    into.document("Limit", {need("name", text()), need("awsDefault", integer(1)),
                            need("value", or_null(integer(1)))});
    describe_list(into, "Limits", "Limit");
    into.document("BuyerVisibility",
                  {need("isvBuyerVisibility", any_of<market::isv_buyer_visibility>())});
}

void describe_rates(shapes& into) {
    into.document("FeeRate",
                  {need("part", any_of<market::fee_part>()),
                   need("productType", any_of<market::fee_product>()), need("renewal", boolean()),
                   need("valueFrom", amount_text()), may("buyerCountry", text(2, 2)),
                   need("releasedFrom", day_text()), need("percent", text(1, 20))});
    into.document("ExchangeRate", {need("currency", currency_text()), need("from", day_text()),
                                   need("usDollars", text(1, 20))});
    into.document("Rates", {need("fees", list("FeeRate")), need("exchange", list("ExchangeRate"))});
}

void describe_accounts(shapes& into) {
    into.document("Account",
                  {need("accountId", account_text()), need("name", text()), need("email", text()),
                   need("country", text()), may("payerAccountId", account_text()),
                   need("roles", list(any_of<market::role>())),
                   need("state", any_of<market::account_state>())});
    describe_page(into, "AccountPage", "Account");
    into.document("User",
                  {need("userId", id_text()), need("accountId", account_text()),
                   need("email", text()), need("role", any_of<market::user_role>()),
                   need("actions", list(text())), need("state", any_of<market::user_state>())});
    describe_list(into, "Users", "User");
    into.document("AccessKey",
                  {need("accessKeyId", text(16, 128)), may("secretAccessKey", text(40, 40))});
    into.document("UsedAccessKey",
                  {need("accessKeyId", text(16, 128)), need("userId", id_text()),
                   need("createdAt", moment_text()), need("state", any_of<market::key_state>()),
                   may("lastUsedAt", moment_text()), may("lastUsedFrom", text())});
    describe_page(into, "AccessKeyPage", "UsedAccessKey");
    into.document("SellerPreference", {need("frequency", any_of<market::disbursement_frequency>()),
                                       may("dayOfMonth", integer(1, 28))});
    const type state = any_of<market::registration_state>();
    into.document("Seller",
                  {need("accountId", account_text()), need("profile", state), need("tax", state),
                   need("bank", state), need("kyc", state), need("serviceLinkedRole", state),
                   need("disbursementPreference", ref("SellerPreference")),
                   may("currencies", list(currency_text(), 1, 5)),
                   may("submission", ref("Submission")), may("decisions", list("PartDecision"))});
    into.document(
        "Submission",
        {may("legalName", text()), may("address", ref("Address")), may("contact", ref("Contact")),
         may("taxNumbers", list("TaxNumber")), may("bankAccount", ref("MaskedBankAccount")),
         need("submittedAt", moment_text())});
    const type masked = text_matching(8, 8, "^\\*{4}[0-9A-Z]{4}$");
    into.document("MaskedBankAccount", {need("holder", text()), need("currency", currency_text()),
                                        may("iban", masked), may("accountNumber", masked)});
    into.document("PartDecision",
                  {need("part", any_of<market::seller_part>()), need("state", state),
                   may("note", text()), need("at", moment_text())});
    into.document("Billing", {need("accountId", account_text()), may("legalName", text()),
                              may("address", ref("Address")), may("taxNumber", ref("TaxNumber"))});
}

void describe_invoices(shapes& into) {
    into.document("Charge",
                  {need("chargeId", id_text()), need("agreementId", id_text()),
                   need("kind", any_of<market::charge_type>()), need("dueOn", day_text()),
                   need("currency", currency_text()), need("amount", amount_text()),
                   may("invoiceId", id_text()), need("status", any_of<market::charge_status>())});
    describe_page(into, "ChargePage", "Charge");
    into.document("InvoiceLine",
                  {need("lineId", id_text()), need("kind", any_of<market::line_kind>()),
                   need("description", text()), may("dimension", text()),
                   may("quantity", integer(1)), may("unitPrice", text(1, 32)),
                   need("amount", amount_text()), may("exactAmount", text(1, 40))});
    into.document("Invoice",
                  {need("invoiceId", id_text()), need("payerAccountId", account_text()),
                   need("buyerAccountId", account_text()), need("agreementId", id_text()),
                   need("currency", currency_text()), need("issuedOn", day_text()),
                   need("dueOn", day_text()), need("status", any_of<market::invoice_status>()),
                   need("totalAmount", amount_text()), need("paidAmount", amount_text()),
                   need("taxAmount", amount_text()), need("lines", list("InvoiceLine"))});
    describe_page(into, "InvoicePage", "Invoice");
    into.document("PaymentParts",
                  {need("manufacturer", amount_text()), need("partner", amount_text()),
                   need("fee", amount_text()), need("tax", amount_text())});
    std::vector<member> payment{need("invoiceId", id_text()), need("amount", amount_text()),
                                need("currency", currency_text()),
                                need("status", any_of<market::invoice_status>()),
                                need("parts", ref("PaymentParts"))};
    into.document("PreviewedPayment", payment);
    payment.push_back(need("paymentId", id_text()));
    into.document("RecordedPayment", std::move(payment));
}

void describe_payments(shapes& into) {
    into.document("Payment", {need("paymentId", id_text()), need("invoiceId", id_text()),
                              need("amount", amount_text()), need("currency", currency_text()),
                              need("receivedOn", day_text()), need("recordedAt", text()),
                              may("reference", text()), may("remittance", text())});
    describe_page(into, "PaymentPage", "Payment");
}

void describe_waiting(shapes& into) {
    into.document("Waiting", {need("approvalId", id_text())});
    into.document("Approval",
                  {need("approvalId", id_text()), need("call", text()),
                   need("state", one_of({"WAITING", "APPROVED", "REFUSED", "LAPSED"})),
                   need("request", any()), need("askedBy", id_text()), need("askedAt", text()),
                   need("decidedUntil", text()), may("decidedBy", id_text()),
                   may("decidedAt", text()), may("note", text()), may("made", text())});
    describe_page(into, "ApprovalPage", "Approval");
    into.document("AboveAmount",
                  {need("currency", currency_text()), need("amount", amount_text())});
    into.document("SecondPerson",
                  {need("paymentsAbove", list("AboveAmount")), need("duties", boolean())});
}

void describe_statements(shapes& into) {
    into.document("StatementLine",
                  {need("lineId", id_text()), may("accountId", account_text()),
                   need("resellerAccountId", account_text()), need("agreementId", id_text()),
                   need("offerId", id_text()), may("resaleAuthorizationId", id_text()),
                   may("customerAccountId", account_text()), need("invoiceId", id_text()),
                   need("kind", any_of<market::charge_type>()), need("currency", currency_text()),
                   may("buyerAmount", amount_text()), may("wholesaleAmount", amount_text()),
                   may("marginAmount", amount_text()), need("listingFee", amount_text()),
                   need("taxAmount", amount_text()), need("netAmount", amount_text()),
                   may("collectedOn", day_text()), may("disbursementId", id_text()),
                   may("held", any_of<market::payout_hold>())});
    describe_page(into, "StatementPage", "StatementLine");
    into.document("DisbursementLine", {need("agreementId", id_text()), need("invoiceId", id_text()),
                                       need("amount", amount_text())});
    into.document("Disbursement",
                  {need("disbursementId", id_text()), need("accountId", account_text()),
                   need("currency", currency_text()), need("amount", amount_text()),
                   need("paidOn", day_text()), need("status", one_of({"PAID"})),
                   need("lines", list("DisbursementLine"))});
    describe_page(into, "DisbursementPage", "Disbursement");
}

void describe_ledger(shapes& into) {
    into.document("Cause", {need("kind", any_of<market::cause_kind>()), need("id", id_text())});
    into.document("Transfer", {need("transferId", id_text()), need("debit", text()),
                               need("credit", text()), need("amount", amount_text()),
                               need("currency", currency_text()), need("at", moment_text()),
                               may("agreementId", id_text()), need("cause", ref("Cause"))});
    describe_page(into, "TransferPage", "Transfer");
    into.text_of("Journal");
    into.document("Mismatch", {need("kind", text()), need("id", text()), need("detail", text())});
    into.document("Balance", {need("account", text()), need("currency", currency_text()),
                              need("amount", amount_text())});
    into.document("LedgerAudit",
                  {need("balanced", boolean()), need("transfers", integer(0)),
                   need("mismatches", list("Mismatch")), need("balances", list("Balance"))});
    const type hash = text_matching(64, 64, "^[0-9a-f]{64}$");
    into.document(
        "AuditEntry",
        {need("accountId", account_text()), need("number", integer(1)), need("at", moment_text()),
         need("userId", id_text()), need("byAccountId", account_text()), need("operation", text()),
         need("subject", text()), need("source", text()), need("previousHash", text(0, 64)),
         need("hash", hash), need("form", integer(1)), may("credential", text()),
         may("outcome", one_of({"DONE"})), may("forAccountId", account_text()),
         may("amount", amount_text()), may("currency", currency_text()), may("before", text()),
         may("after", text())});
    describe_page(into, "AuditPage", "AuditEntry");
}

void describe_resales(shapes& into) {
    into.document("ChangeFault",
                  {need("pointer", text()), need("code", text()), need("reason", text()),
                   need("detail", text()), may("changeType", text()), may("changeName", text()),
                   may("entityType", text()), may("entityId", text())});
    into.document("CheckedChangeSet",
                  {need("valid", boolean()), need("faults", list("ChangeFault"))});
    into.document(
        "IssuedAuthorization",
        {need("authorizationId", id_text()), need("name", text()), need("productId", id_text()),
         need("productTitle", text()), need("manufacturerAccountId", account_text()),
         need("resellerAccountId", account_text()), need("status", authorization_label()),
         need("offersReleased", integer(0)), need("createdAt", moment_text()),
         may("discountPercent", text(1, 20)), may("availableUntil", moment_text()),
         may("offersMax", integer(1))});
    describe_page(into, "ResalePage", "IssuedAuthorization");
    into.document("CopiedAuthorization", {need("authorizationId", id_text())});
    into.document("CopiedOffer", {need("offerId", id_text())});
    into.document("Concurrency", {need("productId", id_text()), need("allowed", boolean())});
}

void describe_deal_parts(shapes& into) {
    into.document(
        "DealAuthorization",
        {need("resaleAuthorizationId", id_text()), need("name", text()),
         need("status", authorization_label()), need("manufacturerAccountId", account_text()),
         need("resellerAccountId", account_text()), may("availableUntil", moment_text())});
    into.document(
        "DealOffer",
        {need("offerId", id_text()), may("name", text()), need("type", one_of({"CPPO"})),
         need("productId", id_text()), need("productTitle", text()),
         need("sellerOfRecordAccountId", account_text()),
         need("state", any_of<market::offer_state>()), may("availableUntil", moment_text()),
         may("markupPercentage", text(1, 32)), may("buyerAccountIds", list(account_text()))});
    into.document(
        "DealAgreement",
        {need("agreementId", id_text()), need("status", any_of<market::agreement_status>()),
         need("proposerAccountId", account_text()), need("acceptedAt", moment_text()),
         need("startsAt", moment_text()), may("endsAt", moment_text()),
         may("acceptorAccountId", account_text()), may("value", amount_text())});
    into.document("Grant", {need("dimension", text()), need("quantity", integer(0))});
    into.document("Entitlement", {need("licenceId", text()), need("type", one_of({"CPPO"})),
                                  need("status", any_of<market::entitlement_status>()),
                                  need("grants", list("Grant"))});
    into.document("Usage", {need("month", text_matching(7, 7, "^\\d{4}-\\d{2}$")),
                            need("dimension", text()), need("quantity", integer(1))});
    into.document("DealMoney",
                  {need("currency", currency_text()), may("wholesaleAmount", amount_text()),
                   may("buyerAmount", amount_text()), may("marginAmount", amount_text()),
                   may("invoices", list("Invoice")), may("statements", list("StatementLine"))});
}

} // namespace

void describe_answers(shapes& into) {
    describe_problem(into);
    describe_operation(into);
    describe_accounts(into);
    describe_invoices(into);
    describe_payments(into);
    describe_waiting(into);
    describe_statements(into);
    describe_rates(into);
    describe_ledger(into);
    describe_resales(into);
    describe_deal_parts(into);
    into.document("Deal",
                  {need("dealId", id_text()), may("resaleAuthorization", ref("DealAuthorization")),
                   need("offer", ref("DealOffer")), may("agreement", ref("DealAgreement")),
                   need("entitlements", list("Entitlement")), may("usage", list("Usage")),
                   need("money", ref("DealMoney"))});
    describe_page(into, "DealPage", "Deal");
}

} // namespace cppo::console
