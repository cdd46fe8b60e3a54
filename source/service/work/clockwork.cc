#include "service/work/clockwork.h"

#include "ground/dated_refusal.h"
#include "service/usage/usage_totals.h"
#include "service/work/due_items.h"
#include "store/tables/commands.h"
#include "store/tables/work.h"

namespace cppo::service {
namespace {

clockwork::due_key key_of(const market::due_work& work) {
    return {work.owner, number_of(work.kind), work.subject};
}

// Change sets that are due now may end together. What other work leaves behind may come before what
// is due already, so it is done alone.
bool is_done_together(const market::due_work& work) {
    return work.kind == market::due_kind::apply_change_set;
}

std::string what_of(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception& failed) {
        return failed.what();
    }
}

constexpr std::string_view plan_operation = "PlanClockMove";

// Where a move was to go when it was first asked for under its token.
result<std::optional<instant>> planned(engine& on, const command& under) {
    command plan = under;
    plan.operation = plan_operation;
    const auto kept = on.read([&](store::session& in, instant) { return find_answer(in, plan); });
    if (!kept) return std::nullopt;
    return TRY(instant::parse(TRY(*kept)));
}

void plan(engine& on, const command& under, instant target, instant now) {
    on.store().write([&](store::session& in) {
        store::insert(in,
                      store::command_record{under.owner, std::string(plan_operation), under.token,
                                            under.request_hash, target.text(), now});
    });
}

} // namespace

clockwork::clockwork(engine& on, std::function<void(const std::string& what)> report,
                     std::int64_t lease_ms)
    : on_(on), leases_(on, lease_ms), report_(std::move(report)) {}

clockwork::~clockwork() {
    stop();
}

void clockwork::start(int poll_ms) {
    on_.on_commit([this] {
        {
            const std::lock_guard lock(mutex_);
            woken_ = true;
        }
        wake_.notify_one();
    });
    thread_ = std::thread([this, poll_ms] { loop(poll_ms); });
}

void clockwork::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

bool clockwork::is_stopping() {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

void clockwork::loop(int poll_ms) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        woken_ = false;
        lock.unlock();
        bool is_more = false;
        try {
            run_due();
            is_more = roll_up_usage(on_);
        } catch (const std::exception& failed) {
            report_(failed.what());
        }
        lock.lock();
        if (is_more) continue;
        wake_.wait_for(lock, std::chrono::milliseconds(poll_ms),
                       [this] { return stopping_ || woken_; });
    }
}

std::int64_t clockwork::run_due() {
    const auto share = on_.share();
    const instant now = on_.read([](store::session&, instant at) { return at; });
    const std::int64_t ran = run_until(now, false, clock_mode::real);
    leases_.release();
    return ran;
}

clockwork::backlog clockwork::overdue() {
    return on_.read([&](store::session& in, instant now) {
        backlog left;
        in.run(
            "SELECT COUNT(*), CAST(COALESCE(MIN(due_us), $1) AS BIGINT) FROM due_work "
            "WHERE due_us <= $1",
            {now.us()}, [&](const store::row& at) {
                left = {at.integer(0), (now.us() - at.integer(1)) / 1000};
            });
        return left;
    });
}

// The first, and those behind it that may be done with it.
std::vector<market::due_work> clockwork::first_due(instant until, const std::set<due_key>& failed,
                                                   std::size_t count) {
    return on_.read([&](store::session& in, instant) {
        std::vector<market::due_work> found;
        for (market::due_work& each : store::select<market::due_work>(
                 in,
                 "WHERE due_us <= $1 AND NOT EXISTS (SELECT 1 FROM work_lease "
                 "WHERE part = substr(due_work.owner, length(due_work.owner)) "
                 "AND holder <> $2 AND until_us >= $3) "
                 "ORDER BY due_us, precedence, owner, subject LIMIT $4",
                 {until.us(), leases_.holder(), leases_.now_us(),
                  static_cast<std::int64_t>(failed.size() + count)})) {
            if (failed.contains(key_of(each))) continue;
            const bool may_follow =
                found.empty() || (is_done_together(found.front()) && is_done_together(each));
            if (!may_follow || found.size() == count) break;
            found.push_back(std::move(each));
        }
        return found;
    });
}

// Each by itself, though they share commits where the store can; answers how many were done.
std::int64_t clockwork::run(const std::vector<market::due_work>& works, std::set<due_key>& failed) {
    std::vector<decide_due_work> how;
    for (const market::due_work& work : works)
        how.emplace_back([this, &work](store::session& in, mint& ids) {
            leases_.check(in, work_leases::part_of(work.owner));
            return decide_due(on_, in, ids, work, std::max(work.due, on_.clock().now(in)));
        });
    const auto outcomes = on_.run_due(how);
    std::int64_t ran = 0;
    for (std::size_t at = 0; at < works.size(); ++at) {
        ran += outcomes[at].done;
        // Another server did it, or may do it now.
        if (!outcomes[at].done && !outcomes[at].failed)
            leases_.forget(work_leases::part_of(works[at].owner));
        if (!outcomes[at].failed) continue;
        // Work that cannot be done stays due, and must not hold everybody else's back.
        report_(what_of(outcomes[at].failed));
        failed.insert(key_of(works[at]));
    }
    return ran;
}

std::int64_t clockwork::run_until(instant until, bool step_clock, clock_mode mode) {
    constexpr std::size_t together_max = 64;
    std::int64_t ran = 0;
    std::set<due_key> failed;
    for (;;) {
        auto works = first_due(until, failed, step_clock ? 1 : together_max);
        if (works.empty() || is_stopping()) return ran;
        if (step_clock) hold_everything(); // a move may take longer than a lease
        std::erase_if(works, [this](const market::due_work& each) {
            return !leases_.hold(work_leases::part_of(each.owner));
        });
        if (works.empty()) continue;
        if (step_clock)
            on_.store().write([&](store::session& in) {
                const instant due = works.front().due;
                if (on_.clock().now(in) < due) on_.clock().set(in, mode, due);
            });
        ran += run(works, failed);
    }
}

result<std::int64_t> clockwork::move(clock_mode mode, std::optional<instant> to,
                                     std::optional<period> by,
                                     const std::optional<command>& under) {
    if (!on_.clock().is_sandbox()) return no(reason::clock_not_movable);
    const auto held = on_.hold();
    const instant now = on_.read([](store::session&, instant at) { return at; });
    instant target = to.value_or(now);
    if (mode == clock_mode::real) target = on_.clock().real_now();
    if (by) target = by->after(target);
    std::optional<instant> before;
    if (under) before = TRY(planned(on_, *under));
    if (before) target = std::max(*before, now);
    if (target < now) return no_now(reason::clock_goes_back, now);
    if (instant::end_of(*day::parse("9999-12-31")) < target)
        return no_because(reason::malformed_value, "The clock ends with the year 9999.");
    if (under && !before) plan(on_, *under, target, now);
    hold_everything();
    // A clock that runs while it is moved would run ahead of its own work.
    const std::int64_t ran = run_until(target, true, clock_mode::frozen);
    // The clock stays where its work came to.
    if (is_stopping()) throw store::failure("57014", "The server stops; the clock is on its way.");
    on_.store().write([&](store::session& in) { on_.clock().set(in, mode, target); });
    leases_.release();
    return ran;
}

// What falls due while the clock moves happens in one order, so one server does it. Others let go
// once they have run what they hold, or lose it with their leases.
void clockwork::hold_everything() {
    constexpr std::chrono::milliseconds pause(5);
    const auto end = std::chrono::steady_clock::now() + 4 * leases_.length();
    for (const std::string& part : work_leases::all_parts())
        while (!leases_.hold(part)) {
            if (end < std::chrono::steady_clock::now())
                throw store::failure("55P03", "Another server holds on to its due work.");
            std::this_thread::sleep_for(pause);
        }
}

} // namespace cppo::service
