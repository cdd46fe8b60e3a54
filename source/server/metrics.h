// What the server counts of itself, in Prometheus' text form. Sums over everybody: nothing here
// tells of one account.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace cppo::server {

class metrics {
  public:
    void connection_opened() { ++connections_; }
    void connection_closed() { --connections_; }
    void turned_down() { ++turned_down_; }
    void due_work_failed() { ++due_work_failures_; }
    // A request that was read whole, with its answer's status.
    void answered(int status, std::chrono::steady_clock::duration took);

    struct due_work {
        std::int64_t overdue = 0;    // pieces
        std::int64_t overdue_ms = 0; // of the oldest
    };
    // The page of GET /metrics.
    std::string text(const due_work& left) const;

  private:
    static constexpr std::array<int, 11> bounds_ms{1,   2,   5,   10,    25,   50,
                                                   100, 250, 500, 1'000, 5'000};
    using counter = std::atomic<std::int64_t>;

    counter connections_ = 0;
    counter turned_down_ = 0;
    counter due_work_failures_ = 0;
    std::array<counter, 6> by_class_{}; // of the status: 2 for 2xx
    std::array<counter, bounds_ms.size() + 1> by_duration_{};
    counter duration_us_ = 0;
};

} // namespace cppo::server
