// Turns time into work: finds what is due and runs it, each piece as a short command of its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>
#include <vector>

#include "service/command/engine.h"
#include "service/work/work_leases.h"

namespace cppo::service {

class clockwork {
  public:
    // Owner, kind and subject of due work.
    using due_key = std::tuple<account_id, int, std::string>;

    // `report` is told of work that failed; it stays due and is tried again, and the rest goes on.
    // Servers that share a store share its due work by leases of that length.
    clockwork(engine& on, std::function<void(const std::string& what)> report,
              std::int64_t lease_ms = work_leases::usual_lease_ms);
    ~clockwork();

    // Starts the thread that runs what falls due, at once after commits and else every `poll_ms`.
    void start(int poll_ms = 500);
    void stop();

    // Runs everything that is due by now, in order (due, rank, account, subject); returns how many.
    std::int64_t run_due();

    // What should have run and has not.
    struct backlog {
        std::int64_t count = 0;
        std::int64_t oldest_ms = 0; // since it fell due
    };
    backlog overdue();

    // Moves the market clock of a sandbox: steps through every due moment in order, including work
    // that work creates, while others wait (R-CLK-02). Refuses outside a sandbox and going back.
    // Under a token it goes where it was first to go, so that a move whose answer was lost, or that
    // a crash cut short, is not made twice.
    result<std::int64_t> move(clock_mode mode, std::optional<instant> to, std::optional<period> by,
                              const std::optional<command>& under = {});

  private:
    std::vector<market::due_work> first_due(instant until, const std::set<due_key>& failed,
                                            std::size_t count);
    std::int64_t run(const std::vector<market::due_work>& works, std::set<due_key>& failed);
    void hold_everything();
    bool is_stopping();
    std::int64_t run_until(instant until, bool step_clock, clock_mode mode);
    void loop(int poll_ms);

    engine& on_;
    work_leases leases_; // used by whoever has the gate: the thread, or a move
    std::function<void(const std::string&)> report_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool woken_ = false;
    std::thread thread_;
};

} // namespace cppo::service
