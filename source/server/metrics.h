// What the server counts of itself, in Prometheus' text form. Sums over everybody: nothing here
// tells of one account.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "service/command/security.h"

namespace cppo::server {

// How many durations lay below each of some bounds.
class histogram {
  public:
    void record(std::chrono::steady_clock::duration took);
    // As `opencppo_<name>_seconds`.
    std::string text(std::string_view name, std::string_view help) const;

  private:
    static constexpr std::array<int, 11> bounds_ms{1,   2,   5,   10,    25,   50,
                                                   100, 250, 500, 1'000, 5'000};

    std::array<std::atomic<std::int64_t>, bounds_ms.size() + 1> counts_{};
    std::atomic<std::int64_t> sum_us_ = 0;
};

class metrics {
  public:
    void connection_opened() { ++connections_; }
    void connection_closed() { --connections_; }
    void turned_down() { ++turned_down_; }
    void due_work_failed() { ++due_work_failures_; }
    void security_event(service::security_kind what) {
        ++security_.at(static_cast<std::size_t>(what));
    }
    // A request that was read whole, with its answer's status.
    void answered(int status, std::chrono::steady_clock::duration took);

    // How long a request waited for the worker that serves it.
    void waited(std::chrono::steady_clock::duration took) { waits_.record(took); }

    struct due_work {
        std::int64_t overdue = 0;    // pieces
        std::int64_t overdue_ms = 0; // of the oldest
    };
    // The page of GET /metrics.
    std::string text(const due_work& left) const;

  private:
    using counter = std::atomic<std::int64_t>;

    counter connections_ = 0;
    counter turned_down_ = 0;
    counter due_work_failures_ = 0;
    std::array<counter, naming::count<service::security_kind>()> security_{};
    std::array<counter, 6> by_class_{}; // of the status: 2 for 2xx
    histogram durations_;
    histogram waits_;
};

} // namespace cppo::server
