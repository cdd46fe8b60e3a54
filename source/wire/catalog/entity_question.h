// What a ListEntities call asks for: filters that add up, and an order (R-CAT-09).
#pragma once

#include <boost/json/object.hpp>
#include <expected>

#include "service/catalog/entity_list.h"
#include "wire/message/fault.h"

namespace cppo::wire {

// Nothing for entity types that AWS has and this marketplace has none of. Refuses unknown types,
// filters and orders of another type, two orders at once, unknown names, filters without a value
// and dates that are none.
std::expected<std::optional<service::entity_list>, fault> read_entity_question(
    const boost::json::object& input, const account_id& viewer);

} // namespace cppo::wire
