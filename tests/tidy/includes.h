// What a source includes, and the folders of source/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cppo::tidy {

struct include {
    int line;
    bool quoted;
    std::string what;
};

std::vector<include> includes_of(std::string_view text);

// All but the last part of a path: "market/money" of "market/money/fee.h"; empty where it has one
// part.
std::string folder_of(std::string_view path);

// The folder from source/ that a file of the project is in; empty outside of source/ and at its
// top.
std::string source_folder(std::string_view path);

// The first part of a folder: "market" of "market/money".
std::string_view floor_of(std::string_view folder);

} // namespace cppo::tidy
