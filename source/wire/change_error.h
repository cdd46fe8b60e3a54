// The error codes of changes that fail, by reason (R-CAT-05).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ground/reason.h"

namespace cppo::wire {

// The ErrorCode of a change in a failed change set (R-CAT-05).
std::string_view change_error_code(reason why);

// All of them, by the name of their reason.
std::map<std::string, std::string> change_error_codes();

} // namespace cppo::wire
