// Files that hold what only their owner may read.
#pragma once

#include <filesystem>
#include <string>

namespace cppo::cli {

// Replaces the file at once and durably, readable by its owner only. Throws where it cannot be
// written.
void write_private_file(const std::filesystem::path& file, const std::string& text);

} // namespace cppo::cli
