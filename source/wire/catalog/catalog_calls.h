// The Marketplace Catalog API, 2018-09-17 (R-CAT-01).
#pragma once

#include "service/catalog/catalog_service.h"
#include "service/catalog/resource_service.h"
#include "wire/protocol/aws_service.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

// Change sets, entities, and the tags and policies of both. The services must outlive what is made.
aws_service catalog_calls(service::catalog_service& catalog, service::resource_service& resources);

} // namespace cppo::wire
