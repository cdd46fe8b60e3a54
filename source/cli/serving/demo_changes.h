// The change sets of the demo's deals, as their parties send them.
#pragma once

#include <boost/json/array.hpp>
#include <map>
#include <string>
#include <string_view>

namespace cppo::cli {

// What `<name>` stands for in a change set.
using filling = std::map<std::string, std::string>;

// A change set of that name, filled in. Throws std::out_of_range where a name is missing.
boost::json::array demo_changes(std::string_view name, const filling& with);

} // namespace cppo::cli
