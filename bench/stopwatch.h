// Runs from when it is made.
#pragma once

#include <chrono>

namespace cppo::bench {

class stopwatch {
  public:
    double ms() const {
        const std::chrono::duration<double, std::milli> since = clock::now() - start_;
        return since.count();
    }

  private:
    using clock = std::chrono::steady_clock;
    clock::time_point start_ = clock::now();
};

} // namespace cppo::bench
