#include "market/money/charge_lines.h"

#include <cassert>

#include "ground/rounding.h"

namespace cppo::market {

result<charge_sum> sum_up(const std::vector<priced_quantity>& of, currency unit) {
    std::vector<exact_amount> paid;
    std::vector<exact_amount> owed;
    for (const priced_quantity& each : of) {
        paid.emplace_back(each.quantity, each.each);
        owed.emplace_back(each.quantity, each.wholesale);
    }
    const auto amounts = TRY(rounded_once(paid, unit));
    const auto wholesale = TRY(rounded_once(owed, unit));
    charge_sum made{{}, sum_of(amounts, unit), sum_of(wholesale, unit)};
    for (std::size_t at = 0; at < of.size(); ++at)
        made.lines.push_back(
            {of[at].dimension, of[at].quantity, of[at].written, amounts[at], wholesale[at]});
    assert(made.wholesale <= made.amount);
    return made;
}

} // namespace cppo::market
