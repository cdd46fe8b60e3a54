// The files in which AWS's tools keep profiles: sections in brackets, a setting a line.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cppo::cli {

using settings = std::map<std::string, std::string, std::less<>>;

// Every section by its name, the word `profile` before it left out. Comments, lines that are
// indented (settings of settings) and lines before the first section are passed over.
std::map<std::string, settings, std::less<>> read_settings(std::string_view text);

} // namespace cppo::cli
