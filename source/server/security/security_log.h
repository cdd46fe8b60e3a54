// How many security events are told in full: so many of a kind and minute, and then one line that
// says how many more there were, so that nobody can fill the disk by being refused (R-SEC-01).
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "service/command/security.h"

namespace cppo::server {

class security_log {
  public:
    using clock = std::chrono::steady_clock;

    static constexpr std::int64_t lines_max = 20; // a kind and minute

    // `line` writes an event, `more` how many of a kind were left out of its minute. Neither is
    // called by two threads at once.
    security_log(
        service::tell_security line,
        std::function<void(service::security_kind, std::int64_t count)> more,
        std::function<clock::time_point()> now = [] { return clock::now(); });
    // Says what is left to say.
    ~security_log();
    security_log(const security_log&) = delete;
    security_log& operator=(const security_log&) = delete;

    // Writes the event, or counts it where its minute is full.
    void tell(const service::security_event& what);

    // Ends the minutes that have passed. Called every second by a thread of its own.
    void end_minutes();

  private:
    struct minute {
        clock::time_point begun;
        std::int64_t written = 0;
        std::int64_t left_out = 0;
    };

    void say_left_out(std::size_t kind);

    service::tell_security line_;
    std::function<void(service::security_kind, std::int64_t)> more_;
    std::function<clock::time_point()> now_;
    std::mutex mutex_;
    std::array<minute, naming::count<service::security_kind>()> minutes_{};
    std::condition_variable_any stopped_;
    std::jthread every_second_;
};

} // namespace cppo::server
