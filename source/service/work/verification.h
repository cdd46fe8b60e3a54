// Whether a store is whole: its file, the ledger, the audit chains, usage and its totals.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/command/engine.h"

namespace cppo::service {

struct verification {
    std::int64_t transfers = 0;
    std::int64_t audit_entries = 0;
    std::int64_t usage_hours = 0;            // that were sealed
    std::int64_t kept_heads = 0;             // that were kept elsewhere
    std::vector<std::string> faults;         // each a sentence; none where the store is whole
    std::vector<std::string> unchecked = {}; // what could not be told, a sentence each
};

// Recomputes everything in one pass; takes as long as reading the store.
// `keys` show that the audit chains are the marketplace's own; without them the rest is verified.
verification verify(engine& on, const key_box* keys = nullptr);

} // namespace cppo::service
