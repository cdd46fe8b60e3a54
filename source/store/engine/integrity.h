// What an engine itself finds wrong with a store.
#pragma once

#include <string>
#include <vector>

#include "store/engine/database.h"

namespace cppo::store {

// The faults of an embedded store's file, in SQLite's words; none where it is whole. A shared
// engine checks its own files. Reads the whole file.
std::vector<std::string> integrity_faults(database& of);

} // namespace cppo::store
