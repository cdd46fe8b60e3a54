#include "market/catalog/terms/restoring_markup.h"

#include <algorithm>
#include <numeric>

namespace cppo::market {
namespace {

using wide = __int128;

constexpr wide hundred = wide(100) * markup::scale;

wide divide_up(wide numerator, wide denominator) {
    return (numerator + denominator - 1) / denominator;
}

// Half-up rounding makes the list price of everything from half a unit below it up to, and not
// including, half a unit above.
std::optional<markup_range> range_of(price list, price wholesale) {
    const wide lowest =
        divide_up((wide(list.units()) * 2 - 1) * hundred, wide(wholesale.units()) * 2) - hundred;
    const wide beyond =
        divide_up((wide(list.units()) * 2 + 1) * hundred, wide(wholesale.units()) * 2) - hundred;
    const auto first = std::max<wide>(lowest, 0);
    const auto last = std::min<wide>(beyond - 1, markup::units_max);
    if (first > last) return {};
    return markup_range{markup::of_units(static_cast<std::int64_t>(first)),
                        markup::of_units(static_cast<std::int64_t>(last))};
}

} // namespace

bool restoring_markup::is_exact() const {
    return markup::scale % denominator == 0;
}

markup restoring_markup::cut_to(int decimals) const {
    std::int64_t steps = 1;
    for (int count = 0; count < decimals; ++count) steps *= 10;
    const wide cut = wide(numerator) * steps / denominator;
    return markup::of_units(static_cast<std::int64_t>(cut * (markup::scale / steps)));
}

result<restoring_markup> find_restoring_markup(price list, price wholesale) {
    if (wholesale.units() == 0)
        return no_because(reason::malformed_amount,
                          "No markup restores a list price from a wholesale price of zero.");
    if (list < wholesale)
        return no_because(reason::malformed_amount, "The list price is below the wholesale price.",
                          list.text());
    restoring_markup made;
    made.numerator = (list.units() - wholesale.units()) * 100;
    made.denominator = wholesale.units();
    const std::int64_t shared = std::gcd(made.numerator, made.denominator);
    made.numerator /= shared;
    made.denominator /= shared;
    if (wide(made.numerator) * markup::scale > wide(markup::units_max) * made.denominator)
        return no_because(reason::amount_too_large, "No markup goes from wholesale to list price.",
                          list.text());
    made.restoring = range_of(list, wholesale);
    made.nearest = made.cut_to(markup::decimals_max);
    if (made.restoring && made.nearest.units() < made.restoring->lowest.units())
        made.nearest = made.restoring->lowest;
    return made;
}

result<money> lost_at(std::int64_t volume, price list, price derived, currency unit) {
    return TRY(line_amount(volume, list, unit)) - TRY(line_amount(volume, derived, unit));
}

} // namespace cppo::market
