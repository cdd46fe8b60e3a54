// The markup that turns a wholesale price back into the list price it was discounted from.
#pragma once

#include <optional>

#include "ground/money.h"

namespace cppo::market {

// Markups whose derived price is one and the same: all from the lowest to the highest.
struct markup_range {
    markup lowest;
    markup highest;
};

struct restoring_markup {
    // In per cent, in lowest terms: 100 x (list - wholesale) / wholesale.
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    // The exact one cut to nine decimals where that gives the list price, else the next above it
    // where that does, else the nearest below.
    markup nearest;
    // What nine decimals can say and what gives the list price; none where prices are so high that
    // no such markup does.
    std::optional<markup_range> restoring;

    // Whether nine decimals express it.
    bool is_exact() const;
    // `42.857142857` to that many decimals, the rest cut off: never more than the list price.
    markup cut_to(int decimals) const;
};

// Derived prices are unit prices with eight decimals, rounded half-up (R-PRC-03,
// R-PRC-04, R-PRC-06). Refuses a wholesale price of zero, a list price below wholesale, and what no
// markup reaches.
result<restoring_markup> find_restoring_markup(price list, price wholesale);

// What buyers pay less for a volume than at list price, in minor units; below zero where they pay
// more. Each side is one line, rounded once. Refuses a volume whose line exceeds the maximum.
result<money> lost_at(std::int64_t volume, price list, price derived, currency unit);

} // namespace cppo::market
