#include "market/money/disbursing.h"

#include <algorithm>

#include "market/money/ledger.h"

namespace cppo::market {
namespace {

// The next day on which a seller is paid, after the day of this one.
void come_again(decision& out, const seller& to, const due_work& work, day collected) {
    const day next = to.preference.next_after(collected, work.due.day().plus_days(1));
    out.writes.push_back(due_work{to.owner, work.kind, work.subject, instant::start_of(next)});
}

bool is_in_time(const payable& each, const seller& to, const due_work& work) {
    return to.preference.next_after(each.collected_on, each.collected_on) <= work.due.day();
}

// What may be paid out now; the rest comes with a later day. A payment that was recorded late is
// paid at once, and takes nothing along that was held before.
std::vector<payable> ready_of(decision& out, const seller& to, const std::vector<payable>& open,
                              const due_work& work) {
    const bool is_at_once = work.due != instant::start_of(work.due.day());
    std::vector<payable> ready;
    std::optional<day> earliest_left;
    for (const payable& each : open) {
        if (is_in_time(each, to, work) && !(each.held && is_at_once))
            ready.push_back(each);
        else if (!earliest_left || each.collected_on < *earliest_left)
            earliest_left = each.collected_on;
    }
    if (earliest_left) come_again(out, to, work, *earliest_left);
    return ready;
}

void hold(decision& out, const seller& to, const std::vector<payable>& open, const due_work& work) {
    for (payable each : open) {
        if (each.held || !is_in_time(each, to, work)) continue;
        each.held = true;
        out.writes.push_back(std::move(each));
    }
    come_again(out, to, work, work.due.day());
}

} // namespace

decision disburse(const seller& to, const std::vector<payable>& open,
                  const std::vector<statement_line>& statements, const due_work& work, mint& ids) {
    decision out;
    out.writes.push_back(due_done{work});
    if (open.empty()) return out;
    const day today = work.due.day();
    if (to.held_in(open[0].amount.unit())) {
        hold(out, to, open, work);
        return out;
    }
    std::vector<payable> ready = ready_of(out, to, open, work);
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
        // A seller is paid what it is owed, even where its statement has lost the line.
        const auto collected = std::ranges::find(statements, each.line, &statement_line::id);
        if (collected == statements.end()) continue;
        statement_line line = *collected;
        line.disbursed = paid.id;
        out.writes.push_back(std::move(line));
    }
    std::vector<transfer> posted;
    const posting of{to.owner, {}, cause_kind::disbursement, paid.id.text(), work.due};
    post(posted, of, ids, books::payable(to.owner), books::bank, paid.amount);
    out.writes.insert(out.writes.end(), posted.begin(), posted.end());
    out.writes.push_back(paid);
    out.events.push_back({to.owner,
                          event_kind::disbursement_paid,
                          event_part::seller,
                          paid.id.text(),
                          work.due,
                          {{"disbursement.id", paid.id.text()},
                           {"disbursement.amount", paid.amount.text()},
                           {"disbursement.currencyCode", std::string(code_of(paid.amount.unit()))},
                           {"disbursement.paidOn", paid.paid_on.text()}}});
    return out;
}

std::vector<due_work> pay_days_of(const seller& was, const seller& becomes,
                                  const std::vector<payable>& open, instant now) {
    std::vector<due_work> made;
    if (was.preference == becomes.preference) return made;
    for (const payable& each : open) {
        const currency unit = each.amount.unit();
        const day earliest = each.held ? now.day().plus_days(1) : now.day();
        const day pay_on = becomes.preference.next_after(each.collected_on, earliest);
        made.push_back({becomes.owner, due_kind::disburse, std::string(code_of(unit)),
                        std::max(now, instant::start_of(pay_on))});
    }
    return made;
}

std::optional<payout_hold> find_hold(const statement_line& line, const seller& to, day today) {
    if (line.is_open() || line.disbursed || line.net.minor() == 0) return {};
    if (today < to.preference.next_after(*line.collected_on, *line.collected_on)) return {};
    return to.held_in(line.net.unit());
}

} // namespace cppo::market
