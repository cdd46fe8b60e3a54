// Which change of a set is told what is wrong with the state it leads to.
#pragma once

#include <string>

#include "market/catalog/change_sets/change_set.h"

namespace cppo::market {

// Adds the refusal to the change it belongs to: the first of the types that AWS lists its code for
// which the set has, else the entity's release, else its last change (R-CAT-05). The
// entity has a change in the set.
void blame(change_set& set, const std::string& entity, refusal what);

} // namespace cppo::market
