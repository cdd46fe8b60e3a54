// Whether a store is whole: its file, the ledger, the audit chains and the totals of usage.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/command/engine.h"

namespace cppo::service {

struct verification {
    std::int64_t transfers = 0;
    std::int64_t audit_entries = 0;
    std::vector<std::string> faults; // each a sentence; none where the store is whole
};

// Recomputes everything in one pass; takes as long as reading the store.
verification verify(engine& on);

} // namespace cppo::service
