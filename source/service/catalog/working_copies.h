// Loads what a change set may read and change.
#pragma once

#include <set>
#include <string>

#include "market/catalog/change_sets/change_set.h"
#include "store/engine/session.h"

namespace cppo::service {

// The caller's targeted entities, what they and the changes refer to, and the parties named.
// Entities of others are loaded only where the caller may see them.
market::working_copies load_working_copies(store::session& in, const account_id& by,
                                           const market::change_set& set, instant now);

// The entities of the account that unfinished change sets hold.
std::set<std::string> locked_entities(store::session& in, const account_id& owner);

} // namespace cppo::service
