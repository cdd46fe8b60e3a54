// Usage as rows.
#pragma once

#include "market/usage/metering.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

// clang-format off
template <> struct table<market::usage_record> {
    using row_type = market::usage_record;
    static constexpr std::string_view name = "usage";
    static constexpr int key_count = 4;
    static constexpr auto columns = std::tuple(
        column{"hour", &row_type::hour}, column{"account", &row_type::account},
        column{"agreement_no", &row_type::agreement_no},
        column{"dimension_no", &row_type::dimension_no}, column{"quantity", &row_type::quantity},
        column{"allocations", &row_type::allocations}, column{"recorded_us", &row_type::recorded});
};
// clang-format on

} // namespace cppo::store
