#include "console/http/routes.h"

namespace cppo::console {
namespace {

using namespace wire;

type account_text() {
    return text_matching(12, 12, "^\\d{12}$");
}
type id_text() {
    return text(1, 64);
}
type day_text() {
    return text_matching(10, 10, "^\\d{4}-\\d{2}-\\d{2}$");
}
type state() {
    return one_of({"NOT_STARTED", "PENDING", "COMPLETE", "FAILED", "NOT_REQUIRED"});
}

// What a seller can be paid in; all currencies where none is named.
type settled_currency() {
    return one_of({"USD", "EUR", "GBP", "AUD", "JPY"});
}

std::vector<member> paged(std::vector<member> members) {
    members.push_back(may("cursor", text(1, 1024)));
    members.push_back(may("limit", integer(1, 500)));
    return members;
}

} // namespace

shapes console_shapes() {
    shapes made("console");
    made.structure("Nothing", {});
    made.structure("ClockMove", {may("mode", one_of({"real", "offset", "frozen"})),
                                 may("now", text(20, 24)), may("advance", text(2, 32))});
    made.structure("AccountList", paged({}));
    made.structure("AccountNamed", {need("accountId", account_text())});
    made.structure(
        "AccountOrder",
        {may("accountId", account_text()), need("name", text(1, 255)),
         need("email", text_matching(3, 255, "^[^@\\s]+@[^@\\s]+$")),
         need("country", text_matching(2, 2, "^[A-Z]{2}$")), may("payerAccountId", account_text()),
         need("roles", list(one_of({"seller", "buyer", "operator"}), 1, 3))});
    made.structure("UserOrder",
                   {need("accountId", account_text()),
                    need("email", text_matching(3, 255, "^[^@\\s]+@[^@\\s]+$")),
                    need("role", one_of({"admin", "editor", "viewer"})),
                    may("actions", list(text(1, 128), 0, 100)), may("password", text(8, 255))});
    made.structure("KeyOrder", {need("accountId", account_text()), may("userId", id_text())});
    const std::vector<member> registration{may("profile", state()),
                                           may("tax", state()),
                                           may("bank", state()),
                                           may("kyc", state()),
                                           may("serviceLinkedRole", state()),
                                           may("currencies", list(settled_currency(), 0, 5))};
    const std::vector<member> preference{may("frequency", one_of({"MONTHLY", "DAILY"})),
                                         may("dayOfMonth", integer(1, 28))};
    made.structure("Registration", registration);
    made.structure("DisbursementPreference", preference);
    std::vector<member> change{need("accountId", account_text()),
                               may("registration", ref("Registration")),
                               may("disbursementPreference", ref("DisbursementPreference"))};
    change.insert(change.end(), registration.begin(), registration.end());
    change.insert(change.end(), preference.begin(), preference.end());
    made.structure("SellerChange", std::move(change));
    made.structure("ChargeList",
                   paged({may("agreementId", id_text()), may("accountId", account_text())}));
    made.structure("InvoiceList",
                   paged({may("agreementId", id_text()), may("accountId", account_text()),
                          may("status", one_of({"OPEN", "PAID", "VOID"}))}));
    made.structure("PaymentOrder", {need("invoiceId", id_text()), need("amount", text(1, 32)),
                                    need("currency", text(3, 3)), may("receivedOn", day_text()),
                                    may("reference", text(1, 255))});
    made.structure("StatementList", paged({may("accountId", account_text()),
                                           may("from", day_text()), may("to", day_text())}));
    made.structure("SellerList", paged({may("accountId", account_text())}));
    made.structure("DealList", paged({may("accountId", account_text())}));
    made.structure("DealNamed", {need("dealId", id_text())});
    made.structure("TransferList", paged({may("agreementId", id_text())}));
    const auto authorization = need("authorizationId", id_text());
    const auto name = may("name", text_matching(1, 150, "^[^\\s\\\\<>][^\\\\<>]*$"));
    made.structure("ResaleList", paged({may("accountId", account_text()),
                                        may("side", one_of({"issued", "received"}))}));
    made.structure("ResaleNamed", {authorization});
    made.structure("ResaleDiscount",
                   {authorization, need("percent", text_matching(1, 20, "^(\\d*\\.)?\\d{1,9}$"))});
    made.structure("ResaleCopy", {authorization, name});
    made.structure("OfferCopy",
                   {need("offerId", id_text()), name, may("cancelsOriginal", boolean())});
    made.structure("PublishingChange", {need("delay", text(2, 32))});
    made.structure("LimitChange",
                   {need("name", text(1, 64)), may("value", integer(1, 1'000'000'000))});
    made.structure("AuditList", paged({may("accountId", account_text())}));
    return made;
}

} // namespace cppo::console
