// Market time: real, offset or frozen (R-CLK-01). Its state is kept in the store and read inside
// the transaction, so that every server of a marketplace has one time.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "ground/instant.h"
#include "ground/names.h"
#include "ground/result.h"
#include "store/engine/session.h"

namespace cppo::service {

enum class clock_mode { real, offset, frozen };
constexpr auto names_of(clock_mode) {
    using enum clock_mode;
    return names<clock_mode>({{real, "real"}, {offset, "offset"}, {frozen, "frozen"}});
}

struct clock_state {
    clock_mode mode = clock_mode::real;
    std::int64_t value_ms = 0; // the offset, or the frozen moment

    instant at(instant real) const;
};

class market_clock {
  public:
    using real_clock = std::function<instant()>;

    // Outside a sandbox market time is real time and cannot be moved.
    market_clock(real_clock real, bool sandbox) : real_(std::move(real)), sandbox_(sandbox) {}

    bool is_sandbox() const { return sandbox_; }
    instant real_now() const { return real_(); }
    instant now(store::session& in) const { return state(in).at(real_()); }
    clock_state state(store::session& in) const;

    // Sets the clock to `now` in this mode; in the real mode `now` does not matter.
    void set(store::session& in, clock_mode mode, instant now) const;

  private:
    real_clock real_;
    bool sandbox_;
};

// The system's clock in whole milliseconds.
instant system_now();

} // namespace cppo::service
