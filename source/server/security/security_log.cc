#include "server/security/security_log.h"

namespace cppo::server {
namespace {

constexpr std::chrono::seconds minute_length(60);

} // namespace

security_log::security_log(service::tell_security line,
                           std::function<void(service::security_kind, std::int64_t)> more,
                           std::function<clock::time_point()> now)
    : line_(std::move(line)),
      more_(std::move(more)),
      now_(std::move(now)),
      every_second_([this](const std::stop_token& stop) {
          std::mutex waiting;
          std::unique_lock lock(waiting);
          while (!stopped_.wait_for(lock, stop, std::chrono::seconds(1),
                                    [&stop] { return stop.stop_requested(); }))
              end_minutes();
      }) {}

security_log::~security_log() {
    every_second_.request_stop();
    every_second_.join();
    const std::lock_guard lock(mutex_);
    for (std::size_t kind = 0; kind < minutes_.size(); ++kind) say_left_out(kind);
}

void security_log::tell(const service::security_event& what) {
    const auto kind = static_cast<std::size_t>(what.what);
    const std::lock_guard lock(mutex_);
    minute& within = minutes_.at(kind);
    if (now_() - within.begun >= minute_length) {
        say_left_out(kind);
        within = {now_()};
    }
    if (within.written >= lines_max) {
        ++within.left_out;
        return;
    }
    ++within.written;
    line_(what);
}

void security_log::end_minutes() {
    const std::lock_guard lock(mutex_);
    for (std::size_t kind = 0; kind < minutes_.size(); ++kind)
        if (now_() - minutes_[kind].begun >= minute_length) say_left_out(kind);
}

void security_log::say_left_out(std::size_t kind) {
    minute& within = minutes_.at(kind);
    if (within.left_out > 0) more_(static_cast<service::security_kind>(kind), within.left_out);
    within.left_out = 0;
}

} // namespace cppo::server
