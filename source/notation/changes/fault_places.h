// Where in its document a change is wrong.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "ground/result.h"

namespace cppo::notation {

// For each refusal of a change the place in its document, as a JSON pointer: of the value the
// refusal is about, of the part it is about, or where what is missing would stand. Empty for the
// document as a whole, of a release for instance. The same refusal several times is of that many
// places.
std::vector<std::string> places_of(const std::vector<refusal>& faults,
                                   const boost::json::value& document);

} // namespace cppo::notation
