// A page of a list that is whole in memory, with a token that names its place.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "ground/result.h"

namespace cppo::wire {

// {name: items, "nextToken": ...}; refuses a token that names no place.
result<boost::json::object> list_page(std::string_view name, boost::json::array items,
                                      std::size_t size, std::string_view token);

} // namespace cppo::wire
