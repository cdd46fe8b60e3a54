// Tags and resource policies of the Catalog API as calls (catalog-api 12).
#pragma once

#include "service/resource_service.h"
#include "wire/caller.h"

namespace cppo::wire {

// Operations of the service that catalog_calls makes.
std::vector<operation> resource_operations(cppo::service::resource_service& resources,
                                           const find_actor& find);

// Tags of a checked list; refuses keys and values with other characters than AWS's.
std::expected<std::vector<market::tag>, fault> read_tags(const boost::json::object& in,
                                                         std::string_view member);

} // namespace cppo::wire
