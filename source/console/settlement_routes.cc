#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/settlement_json.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::settlement_service;

template <class Item, class Encode>
answer encoded(const service::page<Item>& found, const Encode& encode) {
    json::array items;
    for (const Item& each : found.items) items.push_back(encode(each));
    return list_answer(std::move(items), found.next);
}

result<answer> list_charges(settlement_service& settlement, const call& from) {
    const service::charge_filter of{TRY(account_in(from.input, "accountId")),
                                    TRY(agreement_in(from.input))};
    return encoded(TRY(settlement.charges(from.who, of, cut_in(from.input))), charge_json);
}

result<answer> list_invoices(settlement_service& settlement, const call& from) {
    const std::string status = text_in(from.input, "status");
    const service::invoice_filter of{TRY(account_in(from.input, "accountId")),
                                     TRY(agreement_in(from.input)),
                                     cppo::find_named<market::invoice_status>(status)};
    return encoded(TRY(settlement.invoices(from.who, of, cut_in(from.input))), invoice_json);
}

result<answer> record_payment(settlement_service& settlement, const call& from) {
    const service::payment_order order{TRY(invoice_id::parse(text_in(from.input, "invoiceId"))),
                                       text_in(from.input, "amount"),
                                       text_in(from.input, "currency"),
                                       TRY(day_in(from.input, "receivedOn")),
                                       text_in(from.input, "reference"),
                                       from.idempotency_key,
                                       from.request_hash};
    const auto made = TRY(settlement.record_payment(from.who, order));
    return answer{json::object{{"paymentId", made.paid.id.text()},
                               {"invoiceId", made.paid.invoice.text()},
                               {"amount", made.paid.amount.text()},
                               {"currency", code_of(made.paid.amount.unit())},
                               {"status", cppo::name_of(made.status)}},
                  "", 201};
}

result<answer> list_statements(settlement_service& settlement, const call& from) {
    return encoded(
        TRY(settlement.statements(TRY(account_asked(from)), TRY(day_in(from.input, "from")),
                                  TRY(day_in(from.input, "to")), cut_in(from.input))),
        statement_json);
}

result<answer> list_disbursements(settlement_service& settlement, const call& from) {
    return encoded(TRY(settlement.disbursements(TRY(account_asked(from)), cut_in(from.input))),
                   disbursement_json);
}

} // namespace

std::vector<route> settlement_routes(settlement_service& settlement) {
    const auto with = [&settlement](auto run) {
        return [&settlement, run](const call& from) { return run(settlement, from); };
    };
    return {
        {"GET", "/console/v1/charges", "ChargeList", audience::everybody, false,
         "Charges of a buyer's agreements", with(list_charges)},
        {"GET", "/console/v1/invoices", "InvoiceList", audience::everybody, false,
         "Invoices of a payer or buyer", with(list_invoices)},
        {"POST", "/console/v1/payments", "PaymentOrder", audience::operator_only, true,
         "Record a payment on an invoice", with(record_payment)},
        {"GET", "/console/v1/statements", "StatementList", audience::everybody, false,
         "A seller's statement lines, one a charge", with(list_statements)},
        {"GET", "/console/v1/disbursements", "SellerList", audience::everybody, false,
         "What a seller was paid", with(list_disbursements)},
    };
}

} // namespace cppo::console
