// The marketplace's tables of rates (R-FEE-11, R-CUR-06).
#pragma once

#include "market/money/fee.h"
#include "service/command/engine.h"

namespace cppo::service {

// All rows, in the order of their keys.
market::rate_tables rates_in(store::session& in);

class rates {
  public:
    explicit rates(engine& on) : on_(on) {}

    market::rate_tables tables();

  private:
    engine& on_;
};

} // namespace cppo::service
