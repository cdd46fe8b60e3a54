#include "market/money/collecting.h"

#include <algorithm>
#include <cassert>

#include "market/money/ledger.h"
#include "market/money/payment.h"

namespace cppo::market {
namespace {

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

result<decision> record_payment(const payment_case& on, const payment_request& ask, mint& ids,
                                instant now) {
    CHECK_OK(check_payment(on.on, ask, now));
    const day collected = ask.received_on.value_or(now.day());
    const split parts = take_share(on.on.due, on.on.paid, ask.amount);
    const payment made{
        on.on.owner, ids.next<payment_kind>(), on.on.id, ask.amount, collected, ask.reference, now};

    decision out;
    out.made = made.id.text();
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
        out.writes.push_back(collected_line(on.manufacturer_line, on.payables, parts, collected));
        if (on.partner_line)
            out.writes.push_back(collected_line(*on.partner_line, on.payables, parts, collected));
    }
    make_payable(out, updated, on.manufacturer, parts.manufacturer, collected, now, ids);
    assert(on.partner || parts.partner.minor() == 0);
    if (on.partner) make_payable(out, updated, *on.partner, parts.partner, collected, now, ids);
    out.events.push_back({updated.payer,
                          event_kind::payment_received,
                          event_part::payer,
                          updated.id.text(),
                          now,
                          {{"payment.id", made.id.text()},
                           {"payment.amount", made.amount.text()},
                           {"payment.currencyCode", std::string(code_of(made.amount.unit()))},
                           {"invoice.id", updated.id.text()},
                           {"invoice.status", std::string(name_of(updated.status))},
                           {"agreement.id", updated.agreement.text()}}});
    return out;
}

} // namespace cppo::market
