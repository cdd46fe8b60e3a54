// Change sets of the Catalog API: what they are made of, and having one carried out.
#pragma once

#include <boost/json/array.hpp>
#include <string>

#include "bench/client.h"

namespace cppo::bench {

// A change to the entity that a change named `Created` creates.
boost::json::object change(std::string_view entity_type, std::string_view change_type,
                           std::string_view created, boost::json::value details);
// The creating change of that name.
boost::json::object creation(std::string_view entity_type, std::string_view change_type,
                             std::string_view name, boost::json::object details);

// Starts the change set and asks every millisecond until it has ended. Answers the id of what its
// change of that name created; throws std::runtime_error where it fails.
std::string carry_out(client& by, boost::json::array changes, std::string_view name);

} // namespace cppo::bench
