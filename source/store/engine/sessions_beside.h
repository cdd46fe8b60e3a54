// Who else has a store open.
#pragma once

#include <cstdint>

#include "store/engine/database.h"

namespace cppo::store {

// Sessions of others on the store's database; an embedded store has one process to itself. Asked by
// what must be alone, such as a store that gets another key.
std::int64_t sessions_beside(database& of);

} // namespace cppo::store
