#include "ground/rounding.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace cppo {
namespace {

using wide = __int128;

// 10^-8 units of the currency in one of its minor units.
std::int64_t step_of(currency unit) {
    std::int64_t step = price::scale;
    for (int decimals = decimals_of(unit); decimals > 0; --decimals) step /= 10;
    return step;
}

} // namespace

exact_amount::exact_amount(std::int64_t quantity, price each)
    : units_(wide(quantity) * each.units()) {
    assert(quantity >= 0);
}

std::string exact_amount::text() const {
    std::string digits;
    for (wide left = units_; left > 0 || digits.size() <= price::decimals_max; left /= 10)
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(left % 10)));
    digits.insert(digits.end() - price::decimals_max, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

result<std::vector<money>> rounded_once(const std::vector<exact_amount>& parts, currency unit) {
    const std::int64_t step = step_of(unit);
    const wide exact =
        std::accumulate(parts.begin(), parts.end(), wide(0),
                        [](wide sum, const exact_amount& each) { return sum + each.units_; });
    wide left = (exact * 2 + step) / (wide(step) * 2); // half-up
    if (left > money::minor_max)
        return no_because(reason::amount_too_large, "The amount exceeds the maximum.");

    std::vector<money> made;
    for (const exact_amount& each : parts) {
        made.emplace_back(static_cast<std::int64_t>(each.units_ / step), unit);
        left -= made.back().minor();
    }
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t at) {
        return std::pair(-static_cast<std::int64_t>(parts[at].units_ % step), at);
    });
    assert(0 <= left && left <= static_cast<wide>(parts.size()));
    for (std::size_t at = 0; at < static_cast<std::size_t>(left); ++at)
        made[order[at]] = made[order[at]] + money(1, unit);
    return made;
}

money sum_of(const std::vector<money>& amounts, currency unit) {
    money sum = money::zero(unit);
    for (const money each : amounts) sum = sum + each;
    return sum;
}

} // namespace cppo
