// Tags and resource policies of the Catalog API as calls (R-TAG-01, R-TAG-02).
#pragma once

#include "service/catalog/resource_service.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

// Operations of the service that catalog_calls makes.
std::vector<operation> resource_operations(service::resource_service& resources);

} // namespace cppo::wire
