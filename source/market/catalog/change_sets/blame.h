// Which change of a set is told what is wrong with the state it leads to.
#pragma once

#include <string>

#include "market/catalog/change_sets/change_set.h"

namespace cppo::market {

// Tells what is wrong with the state a set leads an entity to. It stands on the change of the set
// whose table of AWS lists its code, the last one in the order of judging; where the code is
// another for that change, under that one. What no change of the set has caused is told to the
// entity's release, and to nobody where it has none: it was so before. Where a change failed that
// would have led to another state, nothing is added (R-CAT-05).
void blame(change_set& set, const std::string& entity, refusal what);

// Tells what a release refuses: to the release itself, unless a change of the set is to blame, and
// nothing where it follows from a change that failed (R-CAT-05).
void blame_release(change_set& set, change& release, refusal what);

} // namespace cppo::market
