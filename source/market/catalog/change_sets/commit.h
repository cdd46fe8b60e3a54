// What a change set that succeeded leaves behind.
#pragma once

#include "market/catalog/change_sets/working_copies.h"
#include "market/decision.h"

namespace cppo::market {

// Everything it writes: the touched entities, their locations, what others see of them, and the
// uses taken.
decision committed(const working_copies& before, const working_copies& after);

} // namespace cppo::market
