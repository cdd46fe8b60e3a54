// Records that nobody asks for any more are taken away once a month, a few at a time (R-STO-04).
#pragma once

#include "market/decision.h"
#include "market/due.h"
#include "service/command/engine.h"

namespace cppo::service {

// Has records pruned on the 1st of the next month of market time, and from then on of every month
// in which something has become old enough.
void begin_pruning(engine& on, const account_id& marketplace);

// Takes away the next few that are old enough, and says when to go on: at once where there are
// more, else on the 1st of a month by which there will be. Of an idle marketplace, which has
// nothing to grow old, that is in 4,000 days.
market::decision prune(store::session& in, const market::due_work& work);

} // namespace cppo::service
