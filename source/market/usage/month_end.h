// A month of usage becomes a charge.
#pragma once

#include <vector>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/agreements/agreement.h"
#include "market/decision.h"

namespace cppo::market {

// Closes a month of usage: one line for each dimension that was used, their sum rounded once,
// charged on the 2nd, 00:00 UTC (R-BIL-01, R-PRC-05); a sum of nothing is charged and done
// (R-BIL-10). `used` has the month's quantity of each dimension of the
// agreement's usage term, in its order. The next month closes too while the agreement reaches into
// it.
result<decision> close_month(const agreement& of, const std::vector<std::int64_t>& used,
                             const due_work& work, mint& ids);

} // namespace cppo::market
