// How long the marketplace takes to publish: AWS's takes minutes to an hour, ours no time unless
// the operator wants clients to meet change sets that are under way (R-OFR-11).
#pragma once

#include <string>

#include "service/command/engine.h"

namespace cppo::service {

// When a change set that starts now is first worked on: half of the delay is PREPARING, the other
// half APPLYING.
instant publishing_begins(store::session& in, instant now);

class publishing {
  public:
    explicit publishing(engine& on) : on_(on) {}

    // An ISO period of market time, PT0S at first.
    std::string delay();
    // For change sets that start from now on. Refuses more than 37 days, AWS's longest.
    result<std::string> set(const actor& by, const std::string& delay, const std::string& token,
                            const std::string& request_hash);

  private:
    engine& on_;
};

} // namespace cppo::service
