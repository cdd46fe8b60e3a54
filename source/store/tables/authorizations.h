// Resale authorizations and their uses as rows.
#pragma once

#include "market/catalog/authorizations/resale_authorization.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(market::authorization_terms);

// clang-format off
template <> struct table<market::resale_authorization> {
    using row_type = market::resale_authorization;
    static constexpr std::string_view name = "resale_authorization";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"state", &row_type::state},
        column{"product", &row_type::product}, column{"product_title", &row_type::product_title},
        column{"reseller", &row_type::reseller}, column{"name", &row_type::name},
        column{"description", &row_type::description},
        column{"available_until_us", &row_type::available_until},
        column{"offers_max", &row_type::offers_max}, column{"terms", &row_type::terms},
        column{"created_us", &row_type::created}, column{"modified_us", &row_type::modified},
        column{"reseller_role", &row_type::role});
};
template <> struct table<market::authorization_use> {
    using row_type = market::authorization_use;
    static constexpr std::string_view name = "authorization_use";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"offers_max", &row_type::offers_max}, column{"released", &row_type::released});
};
// clang-format on

} // namespace cppo::store
