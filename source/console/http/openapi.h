// The console API described as OpenAPI 3.1, from its routes and the shapes that check its calls and
// say what it answers.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "console/http/route.h"
#include "wire/value/notation.h"

namespace cppo::console {

// Throws std::logic_error for routes of one name, and for shapes that are not described.
boost::json::object openapi(const std::vector<route>& routes, const wire::shapes& described);

} // namespace cppo::console
