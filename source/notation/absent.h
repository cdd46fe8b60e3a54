// Null is absent, in every call and every document of a change (R-PRO-03).
#pragma once

#include <boost/json/value.hpp>

namespace cppo::notation {

// A renewal is the one member that null takes back, as AWS has it; it may stay null.
enum class clearing { stays, goes };

// The value without members that are null, at any depth. A null in a list stays, since a list holds
// no gaps.
boost::json::value without_nulls(boost::json::value from, clearing nulls);

} // namespace cppo::notation
