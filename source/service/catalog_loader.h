// Loads what a change set may read and change.
#pragma once

#include <set>
#include <string>

#include "market/change_set.h"
#include "store/session.h"

namespace cppo::service {

// The caller's targeted entities, what they and the changes refer to, and the parties named.
// Entities of others are loaded only where the caller may see them.
market::catalog load_catalog(store::session& in, const account_id& by,
                             const market::change_set& set, instant now);

// The entities of the account that unfinished change sets hold.
std::set<std::string> locked_entities(store::session& in, const account_id& owner);

} // namespace cppo::service
