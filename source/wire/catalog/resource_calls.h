// Tags and resource policies of the Catalog API as calls (catalog-api 12).
#pragma once

#include "service/catalog/resource_service.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

// Operations of the service that catalog_calls makes.
std::vector<operation> resource_operations(service::resource_service& resources,
                                           const find_actor& find);

} // namespace cppo::wire
