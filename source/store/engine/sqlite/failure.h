// SQLite's result codes as SQLSTATEs.
#pragma once

#include <string_view>

namespace cppo::store {

// Needs an extended result code.
std::string_view sqlstate_of_sqlite(int code);

} // namespace cppo::store
