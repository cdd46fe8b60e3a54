// What a decision leaves in the audit chain beside the names of who made it: what it changed, and
// how much money it was about (R-AUD-02). Taken from the rows themselves, so that no command can
// forget to say it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/money.h"
#include "market/decision.h"
#include "store/engine/session.h"

namespace cppo::store {

struct trace {
    // Settings, registrations, users, keys and accounts as they were and as they become: what
    // differs, as a JSON list of rows; empty where nothing of the kind changes. Never secrets.
    std::string before;
    std::string after;
    std::optional<money> amount;     // of a payment, or of what an acceptance charges
    std::optional<account_id> about; // whose row of these it is
    std::vector<std::string> issued; // access keys that are new
};

// To be called before the decision is applied, in its transaction.
trace trace_of(session& in, const market::decision& made);

} // namespace cppo::store
