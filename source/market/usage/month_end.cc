#include "market/usage/month_end.h"

#include <cassert>

#include "market/money/charge.h"
#include "market/usage/metering.h"

namespace cppo::market {

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
    if (may_have_usage_from(of, instant::start_of(first)))
        out.writes.push_back(due_work{of.owner, due_kind::close_month, of.id.text(),
                                      closing_of(month_of(work.due))});
    return out;
}

} // namespace cppo::market
