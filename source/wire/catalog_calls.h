// The Marketplace Catalog API, 2018-09-17 (catalog-api 1).
#pragma once

#include "service/catalog_service.h"
#include "service/resource_service.h"
#include "wire/caller.h"
#include "wire/service.h"

namespace cppo::wire {

// Change sets, entities, and the tags and policies of both. The services must outlive what is made.
service catalog_calls(cppo::service::catalog_service& catalog,
                      cppo::service::resource_service& resources);

} // namespace cppo::wire
