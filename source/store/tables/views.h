// Where things live and who sees them, as rows.
#pragma once

#include "market/view.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

// clang-format off
template <> struct table<market::view> {
    using row_type = market::view;
    static constexpr std::string_view name = "visible";
    static constexpr int key_count = 4;
    static constexpr auto columns = std::tuple(
        column{"viewer", &row_type::viewer}, column{"role", &row_type::role},
        column{"kind", &row_type::kind}, column{"id", &row_type::id},
        column{"owner", &row_type::owner}, column{"name", &row_type::name},
        column{"status", &row_type::status}, column{"product", &row_type::product},
        column{"offer", &row_type::offer}, column{"party", &row_type::party},
        column{"ends_us", &row_type::ends}, column{"modified_us", &row_type::modified},
        column{"starts_us", &row_type::starts});
};
template <> struct table<market::location> {
    using row_type = market::location;
    static constexpr std::string_view name = "locator";
    static constexpr int key_count = 1;
    static constexpr auto columns = std::tuple(
        column{"id", &row_type::id}, column{"owner", &row_type::owner},
        column{"kind", &row_type::kind});
};
// clang-format on

} // namespace cppo::store
