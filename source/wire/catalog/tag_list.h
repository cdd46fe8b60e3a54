// Tags as calls and changes name them (R-TAG-01).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <expected>
#include <string>
#include <vector>

#include "market/catalog/resources/resource.h"
#include "wire/message/fault.h"

namespace cppo::wire {

// Tags of a checked list, none where there is none; refuses keys and values with other characters
// than AWS's.
std::expected<std::vector<market::tag>, fault> read_tags(const boost::json::object& in,
                                                         std::string_view member);
std::expected<std::vector<std::string>, fault> read_tag_keys(const boost::json::array& in);

} // namespace cppo::wire
