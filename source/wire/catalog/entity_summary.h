// Entities as ListEntities shows them (R-CAT-11).
#pragma once

#include <boost/json/object.hpp>

#include "service/catalog/entity_facts.h"

namespace cppo::wire {

boost::json::object summary_of(const service::entity_facts& entity);

} // namespace cppo::wire
