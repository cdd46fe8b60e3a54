#include "service/work/pruning.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "market/retention.h"
#include "store/tables/commands.h"
#include "store/tables/work.h"

namespace cppo::service {
namespace {

constexpr const char* subject = "records";
constexpr std::int64_t batch_max = 500;

instant next_month(instant after) {
    const auto date = after.day().date();
    const std::chrono::year_month next = date.year() / date.month() + std::chrono::months(1);
    return instant::start_of(day(next / 1));
}

// 'a', 'b': what an IN takes.
template <std::size_t Count>
std::string listed(const std::array<std::string_view, Count>& names) {
    std::string text;
    for (const std::string_view each : names)
        text += (text.empty() ? "'" : ", '") + std::string(each) + "'";
    return text;
}

// The moment from which on something will be old enough. Where nothing is there to grow old the
// marketplace is idle, and a clock that is moved through centuries need not stop every month.
instant next_pruning(store::session& in, instant now) {
    constexpr std::int64_t idle_days = 4'000;
    constexpr std::int64_t day_ms = 86'400'000;
    instant next = now.plus_ms(idle_days * day_ms);
    const auto grows_old = [&](std::string_view sql) {
        in.run(sql, {}, [&](const store::row& at) {
            const instant made = instant::from_us(at.integer(0));
            next = std::min(next, made.plus_ms(market::kept_days * day_ms));
        });
    };
    grows_old("SELECT at_us FROM command WHERE operation NOT IN (" +
              listed(market::operations_kept) + ") ORDER BY at_us LIMIT 1");
    grows_old("SELECT at_us FROM outbox WHERE kind NOT IN (" + listed(market::events_kept) +
              ") ORDER BY at_us LIMIT 1");
    return next_month(std::max(next, now));
}

std::int64_t prune_commands(store::session& in, instant before) {
    const auto old = store::select<store::command_record>(
        in,
        "WHERE at_us < $1 AND operation NOT IN (" + listed(market::operations_kept) +
            ") ORDER BY at_us, owner, operation, token LIMIT $2",
        {before.us(), batch_max});
    for (const store::command_record& each : old)
        store::erase<store::command_record>(in, each.owner, each.operation, each.token);
    return static_cast<std::int64_t>(old.size());
}

std::int64_t prune_events(store::session& in, instant before) {
    const auto old = store::select<store::outbox_row>(in,
                                                      "WHERE at_us < $1 AND kind NOT IN (" +
                                                          listed(market::events_kept) +
                                                          ") ORDER BY at_us, owner, id LIMIT $2",
                                                      {before.us(), batch_max});
    for (const store::outbox_row& each : old)
        store::erase<store::outbox_row>(in, each.owner, each.id);
    return static_cast<std::int64_t>(old.size());
}

} // namespace

void begin_pruning(engine& on, const account_id& marketplace) {
    on.store().write([&](store::session& in) {
        store::put_earlier(in, {marketplace, market::due_kind::prune_records, subject,
                                next_month(on.clock().now(in))});
    });
}

market::decision prune(store::session& in, const market::due_work& work) {
    const instant before = market::kept_until(work.due);
    const std::int64_t commands = prune_commands(in, before);
    const std::int64_t events = prune_events(in, before);
    const bool is_more = commands == batch_max || events == batch_max;
    market::due_work next = work;
    next.due = is_more ? work.due.plus_ms(1) : next_pruning(in, work.due);
    market::decision made;
    made.writes.push_back(market::due_done{work});
    made.writes.push_back(next);
    return made;
}

} // namespace cppo::service
