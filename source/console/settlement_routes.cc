#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/settlement_json.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::approval_service;
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

result<service::payment_order> payment_in(const call& from) {
    return service::payment_order{TRY(invoice_id::parse(text_in(from.input, "invoiceId"))),
                                  text_in(from.input, "amount"),
                                  text_in(from.input, "currency"),
                                  TRY(day_in(from.input, "receivedOn")),
                                  text_in(from.input, "reference"),
                                  text_in(from.input, "remittance"),
                                  from.idempotency_key,
                                  from.request_hash};
}

json::object payment_json(const service::recorded_payment& of) {
    return {{"invoiceId", of.paid.invoice.text()},
            {"amount", of.paid.amount.text()},
            {"currency", code_of(of.paid.amount.unit())},
            {"status", cppo::name_of(of.status)},
            {"parts",
             {{"manufacturer", of.parts.manufacturer.text()},
              {"partner", of.parts.partner.text()},
              {"fee", of.parts.marketplace.text()},
              {"tax", of.parts.tax.text()}}}};
}

// A dry run answers the split and stores nothing.
result<answer> record_payment(settlement_service& settlement, approval_service& approvals,
                              const call& from) {
    const service::payment_order order = TRY(payment_in(from));
    const json::value* dry = from.input.if_contains("dryRun");
    if (dry && dry->as_bool())
        return answer{.json = payment_json(TRY(settlement.preview(from.who, order))),
                      .status = 200};
    const auto made = TRY(approvals.run(TRY(settlement.recording_payment(from.who, order)),
                                        asked_in(from, "RecordPayment")));
    if (made.waits) return waiting(made);
    const auto paid = TRY(settlement.recorded(order.invoice, payment_id::minted(made.id)));
    json::object told = payment_json(paid);
    told["paymentId"] = made.id;
    return answer{std::move(told)};
}

json::object listed_payment_json(const market::payment& of) {
    json::object made{
        {"paymentId", of.id.text()},           {"invoiceId", of.invoice.text()},
        {"amount", of.amount.text()},          {"currency", code_of(of.amount.unit())},
        {"receivedOn", of.received_on.text()}, {"recordedAt", of.recorded.text()}};
    if (!of.reference.empty()) made["reference"] = of.reference;
    if (!of.remittance.empty()) made["remittance"] = of.remittance;
    return made;
}

result<answer> list_payments(settlement_service& settlement, const call& from) {
    service::payment_filter of{{}, TRY(day_in(from.input, "from"))};
    if (const auto invoice = wire::find_text(from.input, "invoiceId"))
        of.invoice = TRY(invoice_id::parse(*invoice));
    return list_answer(settlement.payments(of, TRY(page_in(from))), listed_payment_json);
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

prepare payments_to_record(settlement_service& settlement) {
    return [&settlement](const call& from) -> result<service::deed> {
        return settlement.recording_payment(from.who, TRY(payment_in(from)));
    };
}

std::vector<route> settlement_routes(settlement_service& settlement, approval_service& approvals) {
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
         "RecordedPayment", {201, {{200, "PreviewedPayment"}, {202, "Waiting"}}},
         {reason::malformed_amount, reason::currency_unknown, reason::amount_too_large,
          reason::invoice_not_found, reason::invoice_not_open,
          reason::payment_currency_differs, reason::payment_not_positive,
          reason::payment_exceeds_invoice, reason::payment_in_the_future,
          reason::payment_before_invoice, reason::payment_reference_used},
         "Record a payment on an invoice; only the operator may",
         [&settlement, &approvals](const call& from) {
             return record_payment(settlement, approvals, from);
         }},
        {"ListPayments", "GET", "/console/v1/payments", operator_only, reads,
         permission_group::money, duty::finance, "PaymentList", "PaymentPage", 200, {},
         "Payments that were recorded, of an invoice or of all", with(list_payments)},
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
