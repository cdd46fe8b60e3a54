// Pages of the entities an account owns or was shared. The work of a page does not grow with the
// number of entities.
#pragma once

#include "service/catalog/entity_source.h"
#include "service/reading/page.h"

namespace cppo::service {

struct entity_list {
    entity_scope of;
    std::vector<entity_criterion> filters = {};
    entity_order order = {};
    std::size_t size = 20;
    std::string token = {};
};

// Rows looked at for one page of a filtered list; a page may therefore be short and have a token.
inline constexpr std::size_t rows_scanned_max = 1'000;

// Filters by an indexed value read its index. Other orders than by time are read from an index too,
// unless the entities with such a value are few enough to be sorted; an order without an index is
// refused (list_too_long_to_sort) where there are more than that.
result<page<entity_facts>> list_entities(store::session& in, const entity_list& ask);

} // namespace cppo::service
