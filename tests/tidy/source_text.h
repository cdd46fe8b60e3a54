// The project's own files, and C++ text taken apart far enough for the checks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cppo::tidy {

struct source_file {
    std::string path; // from the project's root, such as source/ground/money.h
    std::string text;
};

// All files people write: no build results, no installed packages.
const std::vector<source_file>& project_files();

struct literal {
    int line;
    std::string text; // without quotes; neighbouring literals are one
};

struct cpp_text {
    // The text with comments, literals and preprocessor lines blanked; lines stay where they were.
    std::string code;
    std::vector<literal> literals;
};

cpp_text take_apart(std::string_view text);

std::vector<std::string_view> lines_of(std::string_view text);

// The words of letters, digits and underscores.
std::vector<std::string_view> words_of(std::string_view text);

} // namespace cppo::tidy
