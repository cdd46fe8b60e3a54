// Tags and policies as rows.
#pragma once

#include "market/catalog/resources/resource.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

// clang-format off
template <> struct table<market::resource_tag> {
    using row_type = market::resource_tag;
    static constexpr std::string_view name = "resource_tag";
    static constexpr int key_count = 3;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"resource", &row_type::resource},
        column{"name", &row_type::key}, column{"value", &row_type::value});
};
template <> struct table<market::resource_policy> {
    using row_type = market::resource_policy;
    static constexpr std::string_view name = "resource_policy";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"entity", &row_type::entity},
        column{"policy", &row_type::text}, column{"readers", &row_type::readers});
};
// clang-format on

} // namespace cppo::store
