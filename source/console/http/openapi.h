// The console API described as OpenAPI 3.1, from the same shapes that check its calls.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "console/http/route.h"
#include "wire/value/notation.h"

namespace cppo::console {

boost::json::object openapi(const std::vector<route>& routes, const wire::shapes& described);

} // namespace cppo::console
