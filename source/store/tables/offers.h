// Offers as rows.
#pragma once

#include "market/catalog/offers/offer.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(market::offer_terms);
CPPO_TEXT_COLUMN(cppo::markup);

// clang-format off
template <> struct table<market::offer> {
    using row_type = market::offer;
    static constexpr std::string_view name = "offer";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"state", &row_type::state},
        column{"product", &row_type::product}, column{"manufacturer", &row_type::manufacturer},
        column{"authorization_id", &row_type::authorization}, column{"name", &row_type::name},
        column{"description", &row_type::description}, column{"markup", &row_type::markup},
        column{"available_until_us", &row_type::available_until}, column{"terms", &row_type::terms},
        column{"created_us", &row_type::created}, column{"modified_us", &row_type::modified},
        column{"released_us", &row_type::released}, column{"replaces", &row_type::replaces},
        column{"audience", &row_type::audience});
};
// clang-format on

} // namespace cppo::store
