#include "market/billing.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "market/metering.h"

namespace cppo::market {
namespace {

constexpr int default_terms_days = 30; // business-rules R-BIL-03

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
        .status = invoice_status::open,
        .issued_on = today,
        .issued = at,
        .due_on = under.terms.payment_due ? under.terms.payment_due->after(today)
                                          : today.plus_days(default_terms_days),
        .due = parts,
        .paid = {nothing, nothing, nothing, nothing},
        .lines = lines_of(what),
    };
}

// Each seller's line holds only what that seller may know (business-rules 11, R-VIS-03).
void add_statements(decision& out, const charge& what, const agreement& under, const invoice& cut,
                    const charge_amounts& amounts, mint& ids) {
    const money nothing = money::zero(amounts.buyer.unit());
    statement_line line{
        .owner = under.manufacturer,
        .id = ids.text(25),
        .revision = 0,
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

split sum(const split& a, const split& b) {
    return {a.manufacturer + b.manufacturer, a.partner + b.partner, a.marketplace + b.marketplace,
            a.tax + b.tax};
}

result<void> check_payment(const invoice& on, const payment_request& ask, instant now) {
    if (on.status != invoice_status::open) return no(reason::invoice_not_open, on.id.text());
    if (ask.amount.unit() != on.due.total().unit()) return no(reason::payment_currency_differs);
    if (ask.amount.minor() <= 0) return no(reason::payment_not_positive);
    if (on.due.total() - on.paid.total() < ask.amount) return no(reason::payment_exceeds_invoice);
    if (ask.received_on && now.day() < *ask.received_on) return no(reason::payment_in_the_future);
    return {};
}

void make_payable(decision& out, const invoice& on, const seller& to, money part, day collected,
                  instant now, mint& ids) {
    if (part.minor() == 0) return;
    out.writes.push_back(
        payable{to.owner, ids.text(25), 0, on.agreement, on.id, part, collected, {}});
    const day pay_on = to.preference.next_after(collected, now.day());
    const instant due = std::max(now, instant::start_of(pay_on));
    out.writes.push_back(
        due_work{to.owner, due_kind::disburse, std::string(code_of(part.unit())), due});
}

// The line of a charge whose money is all collected. A seller whom the last payment brings nothing
// may have been paid out already.
statement_line collected_line(statement_line line, const std::vector<payable>& payables,
                              const split& last, day collected) {
    line.collected_on = collected;
    const money part = line.part == statement_part::manufacturer ? last.manufacturer : last.partner;
    if (part.minor() > 0) return line;
    std::optional<disbursement_id> paid_out;
    for (const payable& each : payables) {
        if (each.owner != line.owner) continue;
        if (!each.disbursed) return line;
        paid_out = each.disbursed;
    }
    line.disbursed = paid_out;
    return line;
}

} // namespace

decision invoice_charge(const charge& what, const agreement& under, const due_work& work,
                        mint& ids) {
    decision out;
    out.writes.push_back(due_done{work});
    if (what.status != charge_status::scheduled) return out;
    const charge_amounts amounts = amounts_of(what, under);
    const invoice made = cut(what, under, divide(amounts), work.due, ids);

    out.writes.push_back(after_invoicing(under, amounts, work.due));
    out.writes.push_back(made);
    out.writes.push_back(location{made.id.text(), made.owner, entity_kind::invoice});
    charge invoiced = what;
    invoiced.status = charge_status::invoiced;
    invoiced.invoice = made.id;
    out.writes.push_back(invoiced);
    add_statements(out, what, under, made, amounts, ids);

    std::vector<transfer> posted;
    const posting of{made.owner, under.id, cause_kind::invoice, made.id.text(), work.due};
    post(posted, of, ids, books::receivable(made.payer), books::clearing(made.owner),
         made.due.total());
    out.writes.insert(out.writes.end(), posted.begin(), posted.end());
    out.events.push_back(
        {made.payer, event_kind::invoice_issued, event_part::payer, made.id.text(), work.due});
    return out;
}

result<decision> close_month(const agreement& of, const std::vector<std::int64_t>& used,
                             const due_work& work, mint& ids) {
    assert(of.terms.usage && used.size() == of.terms.usage->rates.size());
    decision out;
    out.writes.push_back(due_done{work});
    const day first = work.due.day();
    const currency unit = of.terms.usage->unit;
    charge made{of.owner,
                ids.next<charge_kind>(),
                0,
                of.payer,
                of.id,
                charge_type::usage,
                charge_status::scheduled,
                first.plus_days(1),
                money::zero(unit),
                money::zero(unit),
                {}};
    for (std::size_t at = 0; at < used.size(); ++at) {
        if (used[at] == 0) continue;
        const rate& listed = of.terms.usage->rates[at];
        const rate& cost = of.terms.wholesale_usage->rates[at];
        const money amount = TRY(line_amount(used[at], listed.each, unit));
        const money wholesale = TRY(line_amount(used[at], cost.each, unit));
        made.lines.push_back({listed.dimension, used[at], listed.written, amount, wholesale});
        made.amount = made.amount + amount;
        made.wholesale = made.wholesale + wholesale;
    }
    if (made.amount.minor() > 0) {
        out.writes.push_back(due_work{of.owner, due_kind::invoice_charge, made.id.text(),
                                      instant::start_of(made.due_on)});
        out.writes.push_back(std::move(made));
    }
    // The closing month is the one before `first`; usage after it needs another closing.
    if (!of.ends || instant::start_of(first) < *of.ends)
        out.writes.push_back(due_work{of.owner, due_kind::close_month, of.id.text(),
                                      closing_of(month_of(work.due))});
    return out;
}

result<decision> record_payment(const payment_case& on, const payment_request& ask, mint& ids,
                                instant now) {
    CHECK_OK(check_payment(on.on, ask, now));
    const day collected = ask.received_on.value_or(now.day());
    const split parts = take_share(on.on.due, on.on.paid, ask.amount);
    const payment made{
        on.on.owner, ids.next<payment_kind>(), on.on.id, ask.amount, collected, ask.reference, now};

    decision out;
    out.writes.push_back(made);
    invoice updated = on.on;
    updated.paid = sum(updated.paid, parts);
    const bool settled = updated.paid == updated.due;
    if (settled) updated.status = invoice_status::paid;
    out.writes.push_back(updated);

    const posting of{made.owner, updated.agreement, cause_kind::payment, made.id.text(), now};
    for (transfer& each : post_payment(of, ids, updated.payer, updated.owner, updated.manufacturer,
                                       updated.partner, parts))
        out.writes.push_back(std::move(each));
    if (settled) {
        charge paid = on.of;
        paid.status = charge_status::paid;
        out.writes.push_back(paid);
        for (const statement_line& line : {on.manufacturer_line, on.partner_line})
            out.writes.push_back(collected_line(line, on.payables, parts, collected));
    }
    make_payable(out, updated, on.manufacturer, parts.manufacturer, collected, now, ids);
    make_payable(out, updated, on.partner, parts.partner, collected, now, ids);
    out.events.push_back(
        {updated.payer, event_kind::payment_received, event_part::payer, updated.id.text(), now});
    return out;
}

decision disburse(const seller& to, const std::vector<payable>& open,
                  const std::vector<statement_line>& statements, const due_work& work, mint& ids) {
    decision out;
    out.writes.push_back(due_done{work});
    const day today = work.due.day();
    std::vector<payable> ready;
    std::set<invoice_id> left;
    std::optional<day> earliest_left;
    for (const payable& each : open) {
        const bool in_time =
            to.preference.next_after(each.collected_on, each.collected_on) <= today;
        if (in_time) {
            ready.push_back(each);
            continue;
        }
        left.insert(each.invoice);
        if (!earliest_left || each.collected_on < *earliest_left) earliest_left = each.collected_on;
    }
    if (earliest_left) {
        const day next = to.preference.next_after(*earliest_left, today.plus_days(1));
        out.writes.push_back(due_work{to.owner, work.kind, work.subject, instant::start_of(next)});
    }
    if (ready.empty()) return out;

    disbursement paid{to.owner,
                      ids.next<disbursement_kind>(),
                      money::zero(ready[0].amount.unit()),
                      today,
                      work.due,
                      {}};
    for (payable& each : ready) {
        paid.amount = paid.amount + each.amount;
        paid.lines.push_back({each.agreement, each.invoice, each.amount});
        each.disbursed = paid.id;
        out.writes.push_back(each);
    }
    for (statement_line line : statements) {
        if (!line.collected_on || line.disbursed || left.contains(line.invoice)) continue;
        line.disbursed = paid.id;
        out.writes.push_back(std::move(line));
    }
    std::vector<transfer> posted;
    const posting of{to.owner, {}, cause_kind::disbursement, paid.id.text(), work.due};
    post(posted, of, ids, books::payable(to.owner), books::bank, paid.amount);
    out.writes.insert(out.writes.end(), posted.begin(), posted.end());
    out.writes.push_back(paid);
    out.events.push_back(
        {to.owner, event_kind::disbursement_paid, event_part::seller, paid.id.text(), work.due});
    return out;
}

} // namespace cppo::market
