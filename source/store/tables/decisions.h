// Decisions made durable: expectations asserted, writes applied, events put in the outbox.
#pragma once

#include "ground/mint.h"
#include "market/decision.h"
#include "store/engine/session.h"

namespace cppo::store {

// Applies all of a decision inside the session's transaction, other owners locked in account order.
// Throws failure busy_or_conflict where a row is no longer as the decision read it; the whole
// command is then to be run again on what is there.
void apply(session& in, const market::decision& made, mint& ids);

} // namespace cppo::store
