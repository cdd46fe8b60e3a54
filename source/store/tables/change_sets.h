// Change sets and the locks they hold as rows.
#pragma once

#include "market/catalog/change_sets/change_set.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(std::vector<market::change>);

// clang-format off
template <> struct table<market::change_set> {
    using row_type = market::change_set;
    static constexpr std::string_view name = "change_set";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"name", &row_type::name},
        column{"intent", &row_type::intent}, column{"status", &row_type::status},
        column{"started_us", &row_type::started}, column{"ended_us", &row_type::ended},
        column{"failure", &row_type::failure}, column{"changes", &row_type::changes});
};
template <> struct table<market::lock_taken> {
    using row_type = market::lock_taken;
    static constexpr std::string_view name = "entity_lock";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"entity", &row_type::entity},
        column{"holder", &row_type::holder});
};
// clang-format on

} // namespace cppo::store
