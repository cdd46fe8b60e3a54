// The Marketplace Catalog API, 2018-09-17 (catalog-api 1).
#pragma once

#include "service/catalog_service.h"
#include "wire/caller.h"
#include "wire/service.h"

namespace cppo::wire {

// StartChangeSet, DescribeChangeSet, ListChangeSets, CancelChangeSet, DescribeEntity,
// BatchDescribeEntities and ListEntities. The service must outlive what is made.
service catalog_calls(cppo::service::catalog_service& catalog, const find_actor& find);

} // namespace cppo::wire
