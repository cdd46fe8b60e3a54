// How long to wait before something is tried again.
#pragma once

#include <algorithm>
#include <chrono>
#include <random>

namespace cppo::cli {

using wait_time = std::chrono::milliseconds;

// Doubles from `first` to `most`. Each wait is anything from half of that on, so that many who were
// turned away together do not come back together.
class backoff {
  public:
    backoff(wait_time first, wait_time most) : next_(first), most_(most) {}

    wait_time next() {
        std::uniform_int_distribution<std::int64_t> any(next_.count() / 2, next_.count());
        next_ = std::min(next_ * 2, most_);
        return wait_time(any(chance_));
    }

  private:
    wait_time next_;
    wait_time most_;
    std::minstd_rand chance_{std::random_device{}()};
};

} // namespace cppo::cli
