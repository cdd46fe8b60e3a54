// Products as rows.
#pragma once

#include "market/catalog/products/product.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(market::product_texts);
CPPO_TEXT_COLUMN(std::vector<market::dimension>);
CPPO_TEXT_COLUMN(std::vector<market::delivery_option>);

// clang-format off
template <> struct table<market::product> {
    using row_type = market::product;
    static constexpr std::string_view name = "product";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"type", &row_type::type},
        column{"visibility", &row_type::visibility}, column{"title", &row_type::title},
        column{"code", &row_type::code}, column{"texts", &row_type::texts},
        column{"dimensions", &row_type::dimensions}, column{"created_us", &row_type::created},
        column{"modified_us", &row_type::modified}, column{"delivery", &row_type::delivery},
        column{"allowed", &row_type::allowed});
};
// clang-format on

} // namespace cppo::store
