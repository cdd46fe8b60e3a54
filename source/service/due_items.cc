#include "service/due_items.h"

#include "market/acceptance.h"
#include "market/billing.h"
#include "market/change_set.h"
#include "market/metering.h"
#include "service/catalog_loader.h"
#include "store/records.h"

namespace cppo::service {
namespace {

using namespace market;

decision nothing_left(const due_work& work) {
    decision out;
    out.writes.push_back(due_done{work});
    return out;
}

decision finish_change_set(store::session& in, const due_work& work, instant now) {
    const auto set = store::find<change_set>(in, work.owner, change_set_id::minted(work.subject));
    if (!set || !set->is_open()) return nothing_left(work);
    return finish(load_catalog(in, work.owner, *set, now), *set);
}

decision cut_invoice(store::session& in, mint& ids, const due_work& work) {
    const auto what = store::find<charge>(in, work.owner, charge_id::minted(work.subject));
    if (!what) return nothing_left(work);
    const auto under = store::find<agreement>(in, work.owner, what->agreement);
    return invoice_charge(*what, under.value(), work, ids);
}

// What an agreement used in a day, added to `used`. The hours are listed, since the key begins with
// the hour and usage of all buyers lies between the first and the last.
void add_day(store::session& in, const agreement& of, day which, std::vector<std::int64_t>& used) {
    constexpr std::int64_t hours = 24;
    static const std::string sql = [] {
        std::string listed;
        for (int hour = 0; hour < hours; ++hour) listed += ", $" + std::to_string(hour + 3);
        return "SELECT dimension_no, CAST(SUM(quantity) AS BIGINT) FROM usage "
               "WHERE account = $1 AND agreement_no = $2 AND hour IN (" +
               listed.substr(2) + ") GROUP BY dimension_no";
    }();
    std::vector<store::value> arguments{std::int64_t{std::stoll(of.owner.text())}, of.number};
    const std::int64_t first = hour_of(instant::start_of(which));
    for (std::int64_t hour = first; hour < first + hours; ++hour) arguments.emplace_back(hour);
    in.run(sql, arguments, [&](const store::row& at) {
        used.at(static_cast<std::size_t>(at.integer(0))) += at.integer(1);
    });
}

// The month's use of each dimension. The owner is locked first, so that no record slips in between.
decision close(store::session& in, mint& ids, const due_work& work) {
    in.lock_owner(work.owner);
    const auto of = store::find<agreement>(in, work.owner, agreement_id::minted(work.subject));
    if (!of || !of->terms.usage) return nothing_left(work);
    const day after = work.due.day();
    std::vector<std::int64_t> used(of->terms.usage->rates.size(), 0);
    for (day each(after.date() - std::chrono::months(1)); each < after; each = each.plus_days(1))
        add_day(in, *of, each, used);
    auto made = close_month(*of, used, work, ids);
    if (!made) throw store::failure("22003", made.error().sentence);
    return std::move(*made);
}

decision end_agreement(store::session& in, const due_work& work) {
    const auto of = store::find<agreement>(in, work.owner, agreement_id::minted(work.subject));
    if (!of) return nothing_left(work);
    return end(*of,
               store::select<entitlement>(in, "WHERE owner = $1 AND agreement = $2",
                                          {work.owner.text(), work.subject}),
               work);
}

decision pay_out(store::session& in, mint& ids, const due_work& work) {
    const auto to = store::find<seller>(in, work.owner);
    if (!to) return nothing_left(work);
    const auto open = store::select<payable>(
        in, "WHERE owner = $1 AND disbursed IS NULL AND currency = $2 ORDER BY collected_on, id",
        {work.owner.text(), work.subject});
    std::vector<statement_line> statements;
    std::set<invoice_id> seen;
    for (const payable& each : open)
        if (seen.insert(each.invoice).second)
            for (auto& line :
                 store::select<statement_line>(in, "WHERE owner = $1 AND invoice = $2",
                                               {work.owner.text(), each.invoice.text()}))
                statements.push_back(std::move(line));
    return disburse(*to, open, statements, work, ids);
}

} // namespace

decision decide_due(store::session& in, mint& ids, const due_work& work, instant now) {
    const auto kept = store::find<due_work>(in, work.owner, work.kind, work.subject);
    if (!kept || kept->due != work.due)
        throw store::failure("40001", "Somebody else did this due work.");
    switch (work.kind) {
        case due_kind::apply_change_set:
            return finish_change_set(in, work, now);
        case due_kind::close_month:
            return close(in, ids, work);
        case due_kind::invoice_charge:
            return cut_invoice(in, ids, work);
        case due_kind::disburse:
            return pay_out(in, ids, work);
        case due_kind::end_agreement:
            return end_agreement(in, work);
    }
    __builtin_unreachable();
}

} // namespace cppo::service
