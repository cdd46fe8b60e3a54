// A page of a list that is whole in memory, with a token that names its place.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "ground/result.h"

namespace cppo::wire {

// What a page token is bound to: the question without its place and size.
std::string question_of(boost::json::object input);

// {name: items, "nextToken": ...}; refuses a token that is not one of this question.
result<boost::json::object> list_page(std::string_view name, boost::json::array items,
                                      std::size_t size, std::string_view token,
                                      std::string_view asked);

} // namespace cppo::wire
