#include "console/settlement_json.h"

#include <boost/json/array.hpp>

namespace cppo::console {
namespace {

namespace json = boost::json;
using namespace market;

json::object line_json(const invoice_line& of) {
    json::object made{
        {"lineId", of.id}, {"kind", name_of(of.kind)}, {"description", of.description}};
    if (!of.dimension.empty()) made["dimension"] = of.dimension;
    if (of.quantity != 0) made["quantity"] = of.quantity;
    if (!of.unit_price.empty()) made["unitPrice"] = of.unit_price;
    made["amount"] = of.amount.text();
    if (const auto exact = exact_amount_of(of)) made["exactAmount"] = exact->text();
    return made;
}

} // namespace

json::object charge_json(const charge& of) {
    json::object made{{"chargeId", of.id.text()},
                      {"agreementId", of.agreement.text()},
                      {"kind", name_of(of.kind)},
                      {"dueOn", of.due_on.text()},
                      {"currency", code_of(of.amount.unit())},
                      {"amount", of.amount.text()}};
    if (of.invoice) made["invoiceId"] = of.invoice->text();
    made["status"] = name_of(of.status);
    return made;
}

json::object invoice_json(const invoice& of) {
    json::array lines;
    for (const invoice_line& each : of.lines) lines.push_back(line_json(each));
    return {{"invoiceId", of.id.text()},
            {"payerAccountId", of.payer.text()},
            {"buyerAccountId", of.owner.text()},
            {"agreementId", of.agreement.text()},
            {"currency", code_of(of.due.tax.unit())},
            {"issuedOn", of.issued_on.text()},
            {"dueOn", of.due_on.text()},
            {"status", name_of(of.status)},
            {"totalAmount", of.due.total().text()},
            {"paidAmount", of.paid.total().text()},
            {"taxAmount", of.due.tax.text()},
            {"lines", std::move(lines)}};
}

json::object statement_json(const service::told_line& told) {
    const statement_line& of = told.line;
    json::object made{{"lineId", of.id},
                      {"resellerAccountId", of.reseller.text()},
                      {"agreementId", of.agreement.text()},
                      {"offerId", of.offer.text()}};
    if (of.authorization) made["resaleAuthorizationId"] = of.authorization->text();
    if (of.customer) made["customerAccountId"] = of.customer->text();
    made["invoiceId"] = of.invoice.text();
    made["kind"] = name_of(of.kind);
    made["currency"] = code_of(of.net.unit());
    if (of.buyer_amount) made["buyerAmount"] = of.buyer_amount->text();
    if (of.wholesale) made["wholesaleAmount"] = of.wholesale->text();
    if (of.margin) made["marginAmount"] = of.margin->text();
    made["listingFee"] = of.fee.text();
    made["taxAmount"] = of.tax.text();
    made["netAmount"] = of.net.text();
    if (of.collected_on) made["collectedOn"] = of.collected_on->text();
    if (of.disbursed) made["disbursementId"] = of.disbursed->text();
    if (told.held) made["held"] = name_of(*told.held);
    return made;
}

json::object disbursement_json(const disbursement& of) {
    json::array lines;
    for (const disbursement_line& each : of.lines)
        lines.push_back({{"agreementId", each.agreement.text()},
                         {"invoiceId", each.invoice.text()},
                         {"amount", each.amount.text()}});
    return {{"disbursementId", of.id.text()},
            {"accountId", of.owner.text()},
            {"currency", code_of(of.amount.unit())},
            {"amount", of.amount.text()},
            {"paidOn", of.paid_on.text()},
            {"status", "PAID"},
            {"lines", std::move(lines)}};
}

} // namespace cppo::console
