// demo.json and operator.json: how tests, tools and people find the marketplace and its actors.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "service/parties/founding.h"

namespace cppo::cli {

// Replaces the file at once, readable by its owner only. Throws where it cannot be written.
void write_founders(const std::filesystem::path& file, const std::string& endpoint,
                    const std::vector<service::founder>& founders);

} // namespace cppo::cli
