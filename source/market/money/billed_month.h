// Which month an invoice bills.
#pragma once

#include <algorithm>
#include <chrono>

#include "market/money/invoice.h"

namespace cppo::market {

// Use is invoiced in the month after it; all else in the month it is of (R-ANS-05).
inline std::chrono::year_month billed_month(const invoice& of) {
    const auto date = of.issued_on.date();
    const auto issued = date.year() / date.month();
    const bool is_of_use = std::ranges::any_of(
        of.lines, [](const invoice_line& each) { return each.kind == line_kind::usage; });
    return is_of_use ? issued - std::chrono::months(1) : issued;
}

} // namespace cppo::market
