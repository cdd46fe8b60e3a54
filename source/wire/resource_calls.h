// Tags and resource policies of the Catalog API as calls (catalog-api 12).
#pragma once

#include "service/resource_service.h"
#include "wire/caller.h"

namespace cppo::wire {

// Operations of the service that catalog_calls makes.
std::vector<operation> resource_operations(cppo::service::resource_service& resources);

} // namespace cppo::wire
