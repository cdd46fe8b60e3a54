#include "market/usage/month_end.h"

#include <cassert>

#include "market/money/charge_lines.h"
#include "market/usage/metering.h"

namespace cppo::market {
namespace {

std::vector<priced_quantity> used_in_month(const agreement& of,
                                           const std::vector<std::int64_t>& used) {
    std::vector<priced_quantity> made;
    for (std::size_t at = 0; at < used.size(); ++at) {
        if (used[at] == 0) continue;
        const rate& listed = of.terms.usage->rates[at];
        made.push_back({listed.dimension, used[at], listed.each, listed.written,
                        of.terms.wholesale_usage->rates[at].each});
    }
    return made;
}

} // namespace

result<decision> close_month(const agreement& of, const std::vector<std::int64_t>& used,
                             const due_work& work, mint& ids) {
    assert(of.terms.usage && used.size() == of.terms.usage->rates.size());
    decision out;
    out.writes.push_back(due_done{work});
    const day first = work.due.day();
    charge_sum sum = TRY(sum_up(used_in_month(of, used), of.terms.usage->unit));
    if (!sum.lines.empty()) {
        // What rounds to nothing is shown, and done.
        const bool is_owed = sum.amount.minor() > 0;
        const day due_on = first.plus_days(1);
        const charge_id id = ids.next<charge_kind>();
        if (is_owed)
            out.writes.push_back(
                due_work{of.owner, due_kind::invoice_charge, id.text(), instant::start_of(due_on)});
        out.writes.push_back(charge{of.owner,
                                    id,
                                    0,
                                    of.payer,
                                    of.proposer,
                                    of.id,
                                    charge_type::usage,
                                    is_owed ? charge_status::scheduled : charge_status::paid,
                                    due_on,
                                    sum.amount,
                                    sum.wholesale,
                                    {},
                                    std::move(sum.lines)});
    }
    // The closing month is the one before `first`; usage after it needs another closing.
    if (may_have_usage_from(of, instant::start_of(first)))
        out.writes.push_back(due_work{of.owner, due_kind::close_month, of.id.text(),
                                      closing_of(month_of(work.due))});
    return out;
}

} // namespace cppo::market
