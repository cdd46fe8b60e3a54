// Another key for the secrets of a store (R-ACC-07).
#pragma once

#include <cstdint>

#include "service/secrets/key_box.h"
#include "store/engine/database.h"

namespace cppo::service {

// Seals everything that is sealed in the store under the key `to`, so that `from` opens nothing any
// more; returns how many texts there are. Run again after it was killed in the middle it goes on:
// until it has ended, the store opens for no server (key_of_store). Throws where somebody else has
// the store open, where the keys are the same, and where a text opens with neither of them; then
// nothing has changed.
std::int64_t rekey(store::database& kept, const key_box& from, const key_box& to);

} // namespace cppo::service
