#include "server/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

namespace cppo::server {
namespace {

void append(std::string& to, std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(to), "# HELP opencppo_{0} {2}\n# TYPE opencppo_{0} {1}\n",
                   name, type, help);
}

void append_one(std::string& to, std::string_view name, std::string_view type,
                std::string_view help, std::int64_t value) {
    append(to, name, type, help);
    fmt::format_to(std::back_inserter(to), "opencppo_{} {}\n", name, value);
}

// Of this process, as the system counts it.
std::int64_t resident_bytes() {
    constexpr std::int64_t page = 4096;
    std::ifstream in("/proc/self/statm");
    std::int64_t size = 0;
    std::int64_t resident = 0;
    in >> size >> resident;
    return resident * page;
}

} // namespace

void histogram::record(std::chrono::steady_clock::duration took) {
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    const auto* const bound =
        std::ranges::find_if(bounds_ms, [us](int ms) { return us <= std::int64_t{ms} * 1000; });
    ++counts_.at(static_cast<std::size_t>(bound - bounds_ms.begin()));
    sum_us_ += us;
}

std::string histogram::text(std::string_view name, std::string_view help) const {
    std::string made;
    const auto to = std::back_inserter(made);
    append(made, std::string(name) + "_seconds", "histogram", help);
    std::int64_t count = 0;
    for (std::size_t at = 0; at < bounds_ms.size(); ++at) {
        count += counts_[at];
        fmt::format_to(to, "opencppo_{}_seconds_bucket{{le=\"{}.{:03}\"}} {}\n", name,
                       bounds_ms[at] / 1000, bounds_ms[at] % 1000, count);
    }
    count += counts_.back();
    const std::int64_t sum_us = sum_us_;
    fmt::format_to(to, "opencppo_{}_seconds_bucket{{le=\"+Inf\"}} {}\n", name, count);
    fmt::format_to(to, "opencppo_{}_seconds_sum {}.{:06}\n", name, sum_us / 1'000'000,
                   sum_us % 1'000'000);
    fmt::format_to(to, "opencppo_{}_seconds_count {}\n", name, count);
    return made;
}

void metrics::answered(int status, std::chrono::steady_clock::duration took) {
    ++by_class_.at(static_cast<std::size_t>(std::clamp(status / 100, 0, 5)));
    durations_.record(took);
}

std::string metrics::text(const due_work& left) const {
    std::string made;
    const auto to = std::back_inserter(made);
    append(made, "requests_total", "counter", "Requests answered, by class of status.");
    for (std::size_t at = 1; at < by_class_.size(); ++at)
        fmt::format_to(to, "opencppo_requests_total{{code=\"{}xx\"}} {}\n", at,
                       by_class_[at].load());
    made += durations_.text("request_duration", "From a request read to its answer.");
    made += waits_.text("request_wait", "From a request read to the worker that serves it.");
    append_one(made, "turned_down_total", "counter",
               "Requests answered ThrottlingException since too many waited.", turned_down_);
    append(made, "security_events_total", "counter", "Refusals at the door and news of keys.");
    for (std::size_t at = 0; at < security_.size(); ++at)
        fmt::format_to(to, "opencppo_security_events_total{{kind=\"{}\"}} {}\n",
                       name_of(static_cast<service::security_kind>(at)), security_[at].load());
    append_one(made, "connections", "gauge", "Open connections.", connections_);
    append_one(made, "due_work_failures_total", "counter", "Pieces of due work that failed.",
               due_work_failures_);
    append_one(made, "due_work_overdue", "gauge", "Pieces of due work whose moment has passed.",
               left.overdue);
    append_one(made, "due_work_overdue_milliseconds", "gauge",
               "How long ago the oldest of them fell due, in market time.", left.overdue_ms);
    append_one(made, "resident_memory_bytes", "gauge", "Memory of the process.", resident_bytes());
    return made;
}

} // namespace cppo::server
