// Percent-encoding and query strings.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cppo::wire {

// `%41` becomes `A`. An escape that is none stays as it was sent, so decoding never fails.
std::string percent_decoded(std::string_view text);

// Everything but `A-Za-z0-9-_.~` becomes an escape with capital digits, as SigV4 wants it.
std::string percent_encoded(std::string_view text);

// Names and values in the order sent, decoded; `+` is a space, as browsers write it. A name without
// `=` has an empty value.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

} // namespace cppo::wire
