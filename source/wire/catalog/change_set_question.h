// What a ListChangeSets call asks for: filters that add up, and an order (R-CAT-08).
#pragma once

#include <boost/json/object.hpp>
#include <expected>

#include "service/catalog/catalog_service.h"
#include "wire/message/fault.h"

namespace cppo::wire {

// Values of ChangeSetName, Status and EntityId are alternatives; of the four dates there is one
// each. Refuses unknown names, filters without a value, dates that are none and other orders than
// by StartTime and EndTime.
std::expected<service::change_set_list, fault> read_change_set_question(
    const boost::json::object& input);

} // namespace cppo::wire
