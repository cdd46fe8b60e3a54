// Everything that is refused of one thing, so that whoever asked is told all of it at once.
#pragma once

#include <utility>
#include <vector>

#include "ground/result.h"

namespace cppo {

// Made of what functions return, so `return no(...)`, `return {}` and CHECK_OK read as they do
// where one refusal is all: who returns so has given up, and looked no further. Who collects with
// `add` has looked at everything.
class [[nodiscard]] refusals {
  public:
    refusals() = default;
    refusals(std::unexpected<refusal> one) : gave_up_(true) {
        all_.push_back(std::move(one).error());
    }
    refusals(result<void> checked) : gave_up_(!checked) {
        if (!checked) all_.push_back(std::move(checked).error());
    }

    // True where nothing is refused, as with a result.
    explicit operator bool() const { return all_.empty(); }
    // The first; there is one.
    const refusal& error() const { return all_.front(); }

    bool gave_up() const { return gave_up_; }
    // The same, of what was looked at whole and done nothing of.
    refusals without_effect() && {
        gave_up_ = !all_.empty();
        return std::move(*this);
    }

    void add(refusals more) {
        for (refusal& each : more.all_) all_.push_back(std::move(each));
    }

    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

  private:
    std::vector<refusal> all_;
    bool gave_up_ = false;
};

} // namespace cppo
