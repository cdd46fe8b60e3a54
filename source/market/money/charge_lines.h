// The lines of a charge and what they come to.
#pragma once

#include <string>
#include <vector>

#include "ground/result.h"
#include "market/money/charge.h"

namespace cppo::market {

// So much of a dimension, at what the buyer and the partner pay for each.
struct priced_quantity {
    std::string dimension;
    std::int64_t quantity;
    price each;
    std::string written; // the buyer's price, as it is shown
    price wholesale;
};

struct charge_sum {
    std::vector<charge_line> lines;
    money amount;
    money wholesale;
};

// One line a dimension. What the buyer pays and what the partner owes are each rounded once, over
// all lines (R-PRC-05): a line's margin may be -0.01, the sum's never is, since no price is below
// its wholesale price. Refuses sums beyond the maximum amount.
result<charge_sum> sum_up(const std::vector<priced_quantity>& of, currency unit);

} // namespace cppo::market
