#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/settlement_json.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::settlement_service;

result<answer> list_charges(settlement_service& settlement, const call& from) {
    const service::charge_filter of{TRY(account_in(from.input, "accountId")),
                                    TRY(agreement_in(from.input))};
    CHECK_OK(account_asked(from));
    return list_answer(TRY(settlement.charges(from.who, of, TRY(page_in(from)))), charge_json);
}

result<answer> list_invoices(settlement_service& settlement, const call& from) {
    const std::string status = text_in(from.input, "status");
    const service::invoice_filter of{TRY(account_in(from.input, "accountId")),
                                     TRY(agreement_in(from.input)),
                                     cppo::find_named<market::invoice_status>(status)};
    CHECK_OK(account_asked(from));
    return list_answer(TRY(settlement.invoices(from.who, of, TRY(page_in(from)))), invoice_json);
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
                               {"status", cppo::name_of(made.status)}}};
}

result<answer> list_statements(settlement_service& settlement, const call& from) {
    const auto seller = TRY(accounts_asked(from));
    const auto first = TRY(day_in(from.input, "from"));
    const auto last = TRY(day_in(from.input, "to"));
    // Whose line it is need only be said where it is not asked for.
    const auto line_json = [&](const service::told_line& each) {
        json::object made = statement_json(each);
        if (!seller) made["accountId"] = each.line.owner.text();
        return made;
    };
    return list_answer(TRY(settlement.statements(seller, first, last, TRY(page_in(from)))),
                       line_json);
}

result<answer> list_disbursements(settlement_service& settlement, const call& from) {
    const auto seller = TRY(accounts_asked(from));
    return list_answer(TRY(settlement.disbursements(seller, TRY(page_in(from)))),
                       disbursement_json);
}

} // namespace

std::vector<route> settlement_routes(settlement_service& settlement) {
    const auto with = [&settlement](auto run) {
        return [&settlement, run](const call& from) { return run(settlement, from); };
    };
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListCharges", "GET", "/console/v1/charges", everybody, reads,
         permission_group::money, duty::finance, "ChargeList",
         "ChargePage", 200, {reason::account_not_found},
         "Charges of agreements, for their payer, buyer and seller of record",
         with(list_charges)},
        {"ListInvoices", "GET", "/console/v1/invoices", everybody, reads,
         permission_group::money, duty::finance, "InvoiceList",
         "InvoicePage", 200, {reason::account_not_found},
         "Invoices of agreements, for their payer, buyer and seller of record",
         with(list_invoices)},
        {"RecordPayment", "POST", "/console/v1/payments", everybody, changes,
         permission_group::money, duty::finance, "PaymentOrder",
         "RecordedPayment", 201,
         {reason::malformed_amount, reason::currency_unknown, reason::amount_too_large,
          reason::invoice_not_found, reason::invoice_not_open,
          reason::payment_currency_differs, reason::payment_not_positive,
          reason::payment_exceeds_invoice, reason::payment_in_the_future,
          reason::payment_before_invoice},
         "Record a payment on an invoice; only the operator may", with(record_payment)},
        {"ListStatements", "GET", "/console/v1/statements", everybody, reads,
         permission_group::money, duty::finance, "StatementList",
         "StatementPage", 200, {reason::account_not_found},
         "What was collected of each charge of a seller, and what is open of it; of everybody for "
         "the operator",
         with(list_statements)},
        {"ListDisbursements", "GET", "/console/v1/disbursements", everybody, reads,
         permission_group::money, duty::finance, "SellerList",
         "DisbursementPage", 200, {reason::account_not_found},
         "What a seller was paid; everybody for the operator",
         with(list_disbursements)},
    };
    // clang-format on
}

} // namespace cppo::console
