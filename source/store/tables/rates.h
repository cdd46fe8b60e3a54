// The marketplace's fee rates and rates of exchange as rows.
#pragma once

#include "market/money/fee.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

// BIGINT in 10^-8.
template <>
struct column_type<price> {
    static value store(price kept) { return kept.units(); }
    static price load(const row& at, int column) { return price(at.integer(column)); }
};

// clang-format off
template <> struct table<market::fee_rate> {
    using row_type = market::fee_rate;
    static constexpr std::string_view name = "fee_rate";
    static constexpr int key_count = 6;
    static constexpr auto columns = std::tuple(
        column{"part", &row_type::part}, column{"product", &row_type::product},
        column{"is_renewal", &row_type::is_renewal}, column{"value_from", &row_type::value_from},
        column{"country", &row_type::country}, column{"from_on", &row_type::from},
        column{"ppm", &row_type::ppm});
};
template <> struct table<market::exchange_rate> {
    using row_type = market::exchange_rate;
    static constexpr std::string_view name = "exchange_rate";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"unit", &row_type::unit}, column{"from_on", &row_type::from},
        column{"dollars", &row_type::dollars});
};
// clang-format on

} // namespace cppo::store
