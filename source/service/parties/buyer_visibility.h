// What ISVs learn of buyers whom they do not know, as the operator chose it (R-VIS-04).
#pragma once

#include <string>

#include "market/view.h"
#include "service/command/engine.h"

namespace cppo::service {

// Masked where the operator chose nothing.
market::isv_buyer_visibility buyer_visibility_in(store::session& in);

class buyer_visibility {
  public:
    explicit buyer_visibility(engine& on) : on_(on) {}

    market::isv_buyer_visibility get();
    // For what is released, accepted and invoiced from now on: an agreement keeps what it was
    // accepted with.
    result<market::isv_buyer_visibility> set(const actor& by, market::isv_buyer_visibility to,
                                             const std::string& token,
                                             const std::string& request_hash);

  private:
    engine& on_;
};

} // namespace cppo::service
