// A whole store into another: for backups, restores and moves from one engine to the other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "store/engine/database.h"

namespace cppo::store {

// Rows by table.
using row_counts = std::map<std::string, std::int64_t>;

// Replaces all rows of `to` by one snapshot of those of `from`, in one transaction. Both have the
// same schema, and one of them is embedded.
row_counts copy_all(database& from, database& to);

// The same into a new embedded store, which has its name once it is whole and durable. Refuses a
// file that exists.
row_counts copy_to_file(database& from, const std::filesystem::path& file,
                        std::span<const migration> schema);

// Takes the name of `partial` once it is durable.
void rename_durably(const std::filesystem::path& partial, const std::filesystem::path& file);

} // namespace cppo::store
