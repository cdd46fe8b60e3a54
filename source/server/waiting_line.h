// Who waits for a worker, whose turn is next, and who is told that there is no time (R-LIM-03).
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/limits.h"

namespace cppo::server {

// A request that waits. `end` is called once: by the worker that serves it, or to turn it down.
struct waiting_request {
    std::string asker; // whom it asks for
    std::chrono::steady_clock::time_point since;
    std::move_only_function<void(bool is_served)> end;
};

// Serves the asker that has had the least of the workers' time, and of one asker in the order they
// came. Turns down the newest request of the asker that asks for most of that time, where a queue
// stands: while for a whole interval nobody waited less than the bound, and more came than were
// served. From then on only so many may wait as are served within the bound, until an interval goes
// by in which nobody was turned down. Nobody waits for longer than the time limit. As long as a
// worker is free nobody is turned down, however long the machine takes to run it. Safe to use from
// several threads at once.
class waiting_line {
  public:
    using clock = std::chrono::steady_clock;

    explicit waiting_line(const limits& within);

    // Adds a request; answers those that have to go for it, maybe itself.
    std::vector<waiting_request> join(waiting_request next);
    // The next request for the worker that asks; none where all that waited were turned down.
    std::optional<waiting_request> take(clock::time_point now);
    // That worker is done.
    void serve_ended(const std::string& asker, clock::duration took);
    // Those that have waited for too long. To be called every now and then.
    std::vector<waiting_request> leave_late(clock::time_point now);

  private:
    // What one asker has waiting, and what it has had. Kept until others have had as much.
    struct share {
        std::deque<waiting_request> waiting;
        std::size_t running = 0;
        clock::duration used{};  // of the workers' time
        clock::duration usual{}; // of one request, as the last ones took

        bool is_idle() const { return running == 0 && waiting.empty(); }
    };
    using shares = std::map<std::string, share, std::less<>>;

    struct interval {
        clock::time_point since;
        std::size_t came = 0;
        std::size_t taken = 0;
        std::size_t turned_down = 0;
        std::size_t late = 0;
        clock::duration shortest = clock::duration::max(); // wait of those taken
    };

    share& share_of(const std::string& asker);
    clock::duration least_used() const;
    void forget_idle();
    std::size_t free_workers() const;
    bool stands(clock::time_point now) const;
    std::size_t served_within_bound(clock::time_point now) const;
    void close_interval(clock::time_point now);
    void turn_down_newest(std::vector<waiting_request>& gone);

    const limits within_;
    mutable std::mutex mutex_;
    shares shares_;
    std::size_t waiting_ = 0;
    std::size_t running_ = 0;
    std::size_t room_; // how many may wait beyond the free workers
    interval now_;
};

} // namespace cppo::server
