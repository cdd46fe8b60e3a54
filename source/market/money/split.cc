#include "market/money/split.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

namespace cppo::market {

split divide(const charge_amounts& amounts) {
    const split parts{
        .manufacturer = amounts.wholesale - amounts.listing_fee,
        .partner = amounts.buyer - amounts.wholesale - amounts.processing_fee,
        .marketplace = amounts.listing_fee + amounts.processing_fee,
        .tax = amounts.tax,
    };
    const money nothing = money::zero(amounts.buyer.unit());
    assert(nothing <= parts.manufacturer && nothing <= parts.partner);
    assert(parts.total() == amounts.buyer + amounts.tax);
    return parts;
}

split take_share(const split& due, const split& paid, money amount) {
    const currency unit = amount.unit();
    const std::array<std::int64_t, 4> open{
        (due.manufacturer - paid.manufacturer).minor(), (due.partner - paid.partner).minor(),
        (due.marketplace - paid.marketplace).minor(), (due.tax - paid.tax).minor()};
    const std::int64_t whole = std::accumulate(open.begin(), open.end(), std::int64_t{0});
    assert(amount.minor() > 0 && amount.minor() <= whole);

    std::array<std::int64_t, 4> part{};
    std::array<__int128, 4> remainder{};
    std::int64_t given = 0;
    for (std::size_t at = 0; at < 4; ++at) {
        const __int128 exact = static_cast<__int128>(open[at]) * amount.minor();
        part[at] = static_cast<std::int64_t>(exact / whole);
        remainder[at] = exact % whole;
        given += part[at];
    }
    for (; given < amount.minor(); ++given) {
        const auto largest = std::ranges::max_element(remainder);
        ++part[static_cast<std::size_t>(largest - remainder.begin())];
        *largest = -1;
    }
    const split taken{money(part[0], unit), money(part[1], unit), money(part[2], unit),
                      money(part[3], unit)};
    assert(taken.total() == amount);
    return taken;
}

} // namespace cppo::market
