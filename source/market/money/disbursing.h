// Sellers are paid out.
#pragma once

#include <vector>

#include "ground/mint.h"
#include "market/decision.h"
#include "market/money/disbursement.h"
#include "market/money/statement.h"
#include "market/parties/seller.h"

namespace cppo::market {

// Pays a seller what was collected for it before the day of `work` (R-DIS-02, R-DIS-03). `open` are
// all its unpaid payables of one currency, `statements` the lines of their invoices. What was
// collected on the day itself waits for the next run.
decision disburse(const seller& to, const std::vector<payable>& open,
                  const std::vector<statement_line>& statements, const due_work& work, mint& ids);

} // namespace cppo::market
