#include "market/money/invoicing.h"

#include "market/money/invoice.h"
#include "market/money/ledger.h"
#include "market/money/statement.h"

namespace cppo::market {
namespace {

constexpr int default_terms_days = 30; // R-BIL-03

charge_amounts amounts_of(const charge& what, const agreement& under) {
    const money margin = what.amount - what.wholesale;
    return {
        .buyer = what.amount,
        .tax = money::zero(what.amount.unit()),
        .wholesale = what.wholesale,
        .listing_fee = next_fee(under.wholesale_invoiced, under.listing_fee_charged, what.wholesale,
                                under.fees.listing_ppm),
        .processing_fee = next_fee(under.margin_invoiced, under.processing_fee_charged, margin,
                                   under.fees.processing_ppm),
    };
}

agreement after_invoicing(agreement under, const charge_amounts& amounts, instant at) {
    under.wholesale_invoiced = under.wholesale_invoiced + amounts.wholesale;
    under.margin_invoiced = under.margin_invoiced + (amounts.buyer - amounts.wholesale);
    under.listing_fee_charged = under.listing_fee_charged + amounts.listing_fee;
    under.processing_fee_charged = under.processing_fee_charged + amounts.processing_fee;
    under.modified = at;
    return under;
}

// One line a dimension, or the instalment.
std::vector<invoice_line> lines_of(const charge& what) {
    if (what.kind == charge_type::instalment)
        return {{"1", line_kind::instalment, "Instalment of " + what.due_on.text(), "", 1,
                 what.amount}};
    const bool upfront = what.kind == charge_type::upfront;
    std::vector<invoice_line> made;
    for (const charge_line& each : what.lines)
        made.push_back({std::to_string(made.size() + 1),
                        upfront ? line_kind::upfront : line_kind::usage,
                        (upfront ? "Contract: " : "Usage: ") + each.dimension, each.dimension,
                        each.quantity, each.amount, each.unit_price});
    return made;
}

invoice cut(const charge& what, const agreement& under, const split& parts, instant at, mint& ids) {
    const money nothing = money::zero(what.amount.unit());
    const day today = at.day();
    return invoice{
        .owner = what.owner,
        .id = ids.next<invoice_kind>(),
        .revision = 0,
        .payer = under.payer,
        .agreement = under.id,
        .charge = what.id,
        .manufacturer = under.manufacturer,
        .partner = under.proposer,
        .status = parts.total().minor() > 0 ? invoice_status::open : invoice_status::paid,
        .issued_on = today,
        .issued = at,
        .due_on = under.terms.payment_due ? under.terms.payment_due->after(today)
                                          : today.plus_days(default_terms_days),
        .due = parts,
        .paid = {nothing, nothing, nothing, nothing},
        .lines = lines_of(what),
    };
}

// Each seller's line holds only what that seller may know (R-VIS-03).
void add_statements(decision& out, const charge& what, const agreement& under, const invoice& cut,
                    const charge_amounts& amounts, mint& ids) {
    const money nothing = money::zero(amounts.buyer.unit());
    statement_line line{
        .owner = under.manufacturer,
        .id = ids.text(25),
        .revision = 0,
        .reseller = under.proposer,
        .part = statement_part::manufacturer,
        .agreement = under.id,
        .offer = under.offer,
        .authorization = under.authorization,
        .customer = {},
        .invoice = cut.id,
        .kind = what.kind,
        .issued = cut.issued,
        .buyer_amount = {},
        .wholesale = amounts.wholesale,
        .margin = {},
        .fee = amounts.listing_fee,
        .tax = nothing,
        .net = cut.due.manufacturer,
        .collected_on = {},
        .disbursed = {},
    };
    if (under.manufacturer_knows_buyer) line.customer = under.owner;
    out.writes.push_back(line);

    if (under.proposer == under.manufacturer) return; // it sold its own, so nobody has a margin
    line.owner = under.proposer;
    line.id = ids.text(25);
    line.part = statement_part::partner;
    line.customer = under.owner;
    line.buyer_amount = amounts.buyer;
    line.margin = amounts.buyer - amounts.wholesale;
    line.fee = amounts.processing_fee;
    line.tax = amounts.tax;
    line.net = cut.due.partner;
    out.writes.push_back(line);
}

} // namespace

decision invoice_charge(const charge& what, const agreement& under, const due_work& work,
                        mint& ids) {
    decision out;
    out.writes.push_back(due_done{work});
    if (what.status != charge_status::scheduled) return out;
    if (what.amount.minor() == 0 && what.kind != charge_type::upfront) {
        charge done = what;
        done.status = charge_status::paid;
        out.writes.push_back(done);
        return out;
    }
    const charge_amounts amounts = amounts_of(what, under);
    const invoice made = cut(what, under, divide(amounts), work.due, ids);

    out.writes.push_back(after_invoicing(under, amounts, work.due));
    out.writes.push_back(made);
    out.writes.push_back(location{made.id.text(), made.owner, entity_kind::invoice});
    charge invoiced = what;
    const bool is_owed = made.status == invoice_status::open;
    invoiced.status = is_owed ? charge_status::invoiced : charge_status::paid;
    invoiced.invoice = made.id;
    out.writes.push_back(invoiced);
    if (is_owed) add_statements(out, what, under, made, amounts, ids);

    std::vector<transfer> posted;
    const posting of{made.owner, under.id, cause_kind::invoice, made.id.text(), work.due};
    post(posted, of, ids, books::receivable(made.payer), books::clearing(made.owner),
         made.due.total());
    out.writes.insert(out.writes.end(), posted.begin(), posted.end());
    out.events.push_back({made.payer,
                          event_kind::invoice_issued,
                          event_part::payer,
                          made.id.text(),
                          work.due,
                          {{"invoice.id", made.id.text()},
                           {"invoice.amount", made.due.total().text()},
                           {"invoice.currencyCode", std::string(code_of(made.due.total().unit()))},
                           {"invoice.dueOn", made.due_on.text()},
                           {"agreement.id", made.agreement.text()}}});
    return out;
}

} // namespace cppo::market
