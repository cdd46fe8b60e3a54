// What a currency is worth in US dollars, for thresholds that are said in dollars.
#pragma once

#include <vector>

#include "ground/instant.h"
#include "ground/money.h"
#include "ground/result.h"

namespace cppo::market {

// From that day on, until another row takes its place.
struct exchange_rate {
    currency unit;
    day from;
    price dollars; // for one of the unit
};

// The rate of a day; on a day before the first row, that row's. Refuses a currency without one
// (R-CUR-06).
result<price> dollars_for(const std::vector<exchange_rate>& rates, currency unit, day on);

// Whether an amount is worth at least so many whole dollars.
bool is_worth(money amount, price dollars, std::int64_t whole_dollars);

// The most an agreement may commit a buyer to, in whole US dollars (R-AGR-18).
inline constexpr std::int64_t agreement_value_max = 1'000'000'000;

// Refuses a committed total beyond agreement_value_max for `too_much`.
result<void> check_value(const std::vector<exchange_rate>& rates, money total, day on,
                         reason too_much);

} // namespace cppo::market
