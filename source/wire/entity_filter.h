// The filters of ListEntities and ListChangeSets: values of one filter are alternatives, filters
// add up.
#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <functional>

#include "service/catalog_service.h"
#include "wire/fault.h"

namespace cppo::wire {

using entity_wanted = std::function<bool(const cppo::service::entity_facts&)>;
using change_set_wanted = std::function<bool(const market::change_set&)>;

// Of a ListEntities input. Refuses filters of another entity type, unknown generic filters and
// dates that are none.
std::expected<entity_wanted, fault> entity_filter(const boost::json::object& input);

// Of a ListChangeSets input: ChangeSetName, Status, EntityId and the four dates.
std::expected<change_set_wanted, fault> change_set_filter(const boost::json::object& input);

} // namespace cppo::wire
