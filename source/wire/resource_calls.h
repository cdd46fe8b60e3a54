// Tags and resource policies of the Catalog API as calls (R-TAG-01, R-TAG-02).
#pragma once

#include "service/resource_service.h"
#include "wire/caller.h"

namespace cppo::wire {

// Operations of the service that catalog_calls makes.
std::vector<operation> resource_operations(cppo::service::resource_service& resources,
                                           const find_actor& find);

} // namespace cppo::wire
