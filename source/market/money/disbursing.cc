#include "market/money/disbursing.h"

#include <set>

#include "market/money/ledger.h"

namespace cppo::market {

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

} // namespace cppo::market
