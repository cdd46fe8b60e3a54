// What each kind of due work does: load, decide. Work that is no longer there decides nothing.
#pragma once

#include "ground/mint.h"
#include "market/decision.h"
#include "market/due.h"
#include "service/command/engine.h"
#include "store/engine/session.h"

namespace cppo::service {

// The decision of a due item. Throws store::failure busy_or_conflict where somebody else has done
// it.
market::decision decide_due(const engine& on, store::session& in, mint& ids,
                            const market::due_work& work, instant now);

} // namespace cppo::service
