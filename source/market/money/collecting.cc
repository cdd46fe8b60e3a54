#include "market/money/collecting.h"

#include <algorithm>
#include <cassert>

#include "ground/dated_refusal.h"
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
    if (ask.received_on && now.day() < *ask.received_on)
        return no_today(reason::payment_in_the_future, now.day());
    if (ask.received_on && *ask.received_on < on.issued_on)
        return no(reason::payment_before_invoice, on.issued_on.text());
    return {};
}

void make_payable(decision& out, const statement_line& line, const seller& to, instant now,
                  mint& ids) {
    if (line.net.minor() == 0) return;
    const day collected = line.collected_on.value();
    out.writes.push_back(payable{
        to.owner, ids.text(25), 0, line.agreement, line.invoice, line.net, collected, {}, line.id});
    const day pay_on = to.preference.next_after(collected, now.day());
    const instant due = std::max(now, instant::start_of(pay_on));
    out.writes.push_back(
        due_work{to.owner, due_kind::disburse, std::string(code_of(line.net.unit())), due});
}

// What a payment brings each seller's line of a charge. Both fees are one part of the payment, and
// it takes of each in proportion.
struct collected_parts {
    line_amounts manufacturer;
    line_amounts partner;
};
collected_parts parts_of(const payment_case& on, const split& parts) {
    const money nothing = money::zero(parts.tax.unit());
    const money listing_open = on.manufacturer_line->fee;
    const money processing_open = on.partner_line ? on.partner_line->fee : nothing;
    const money listing =
        proportion_of(listing_open, parts.marketplace, listing_open + processing_open);
    const money processing = parts.marketplace - listing;
    const money buyer = parts.manufacturer + parts.partner + parts.marketplace;
    const money wholesale = parts.manufacturer + listing;
    const money margin = parts.partner + processing;
    return {{buyer, wholesale, margin, listing, nothing, parts.manufacturer},
            {buyer, wholesale, margin, processing, parts.tax, parts.partner}};
}

// The line of one seller: what was collected is its own, and falls due to be paid out.
void collect_for(decision& out, const seller& to, const statement_line& open,
                 const line_amounts& taken, day on, bool settles, instant now, mint& ids) {
    const divided_line lines = collect(open, taken, on, settles);
    out.writes.push_back(lines.collected);
    if (lines.open) out.writes.push_back(*lines.open);
    make_payable(out, lines.collected, to, now, ids);
}

} // namespace

result<decision> record_payment(const payment_case& on, const payment_request& ask, mint& ids,
                                instant now) {
    CHECK_OK(check_payment(on.on, ask, now));
    const day collected = ask.received_on.value_or(now.day());
    const split parts = take_share(on.on.due, on.on.paid, ask.amount);
    const payment made{.owner = on.on.owner,
                       .id = ids.next<payment_kind>(),
                       .invoice = on.on.id,
                       .amount = ask.amount,
                       .received_on = collected,
                       .reference = ask.reference,
                       .recorded = now,
                       .remittance = ask.remittance};

    decision out;
    out.made = made.id.text();
    out.writes.push_back(made);
    if (!made.reference.empty())
        out.writes.push_back(location{place_of_reference(made.reference), made.owner,
                                      entity_kind::payment_reference});
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
    }
    const collected_parts brought = parts_of(on, parts);
    collect_for(out, on.manufacturer, *on.manufacturer_line, brought.manufacturer, collected,
                settled, now, ids);
    assert(on.partner || parts.partner.minor() == 0);
    if (on.partner)
        collect_for(out, *on.partner, *on.partner_line, brought.partner, collected, settled, now,
                    ids);
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
