// Sellers are paid out.
#pragma once

#include <optional>
#include <vector>

#include "ground/mint.h"
#include "market/decision.h"
#include "market/money/disbursement.h"
#include "market/money/statement.h"
#include "market/parties/seller.h"

namespace cppo::market {

// Pays a seller what was collected for it before the day of `work` (R-DIS-02, R-DIS-03). `open` are
// all its unpaid payables of one currency, `statements` the lines they were collected with. What
// was collected on the day itself waits for the next run. A seller that may not be paid in the
// currency is paid nothing: all of it is looked at again on its next pay day (R-DIS-14).
decision disburse(const seller& to, const std::vector<payable>& open,
                  const std::vector<statement_line>& statements, const due_work& work, mint& ids);

// The pay-outs of what is still to be paid where a seller's registration becomes another: as it
// wants to be paid from now on, what is collected already at once; what was held on its next pay
// day, not on the day the hold ends (R-DIS-02, R-DIS-14). None where it goes on as before.
std::vector<due_work> pay_days_of(const seller& was, const seller& becomes,
                                  const std::vector<payable>& open, instant now);

// Why a line that should be paid out by `today` is not; none where it is paid, not due yet, or
// brings its seller nothing (R-DIS-14).
std::optional<payout_hold> find_hold(const statement_line& line, const seller& to, day today);

} // namespace cppo::market
