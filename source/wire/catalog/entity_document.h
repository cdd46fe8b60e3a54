// Entities as the Catalog API describes and lists them (R-CAT-10).
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "service/catalog/entity_facts.h"

namespace cppo::wire {

// The entity type without and with its version: Offer, Offer@1.0.
std::string entity_type_of(const service::entity_facts& entity);

std::string arn_of(const account_id& owner, std::string_view type, std::string_view id);

// The document of DescribeEntity. The viewer's side decides nothing here: who may see an entity
// sees it whole, and nobody else sees it.
boost::json::object document_of(const service::entity_facts& entity);

} // namespace cppo::wire
