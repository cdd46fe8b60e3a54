#include "market/money/invoice.h"

namespace cppo::market {

std::optional<exact_amount> exact_amount_of(const invoice_line& line) {
    if (line.unit_price.empty()) return {};
    return exact_amount(line.quantity, price::parse(line.unit_price).value());
}

} // namespace cppo::market
