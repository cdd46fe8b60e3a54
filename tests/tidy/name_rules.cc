#include <algorithm>
#include <array>

#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

constexpr std::array<std::string_view, 10> empty_names{
    "util", "utils", "helper", "helpers", "manager", "common", "misc", "base", "managers", "impl"};

// Written in two halves, so that this file does not refuse itself.
constexpr std::array<std::string_view, 3> markers{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X"};

// Offers to all and private offers are one record.
constexpr std::array<std::string_view, 1> retired{"public_offer"};

// The parts of a path that people name: between slashes, dots, hyphens and underscores.
std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts(1);
    for (const char c : path)
        if (c == '/' || c == '.' || c == '-' || c == '_')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

} // namespace

faults name_faults(const source_file& file) {
    faults found;
    for (const std::string& part : parts_of(file.path))
        if (std::ranges::find(empty_names, part) != empty_names.end())
            found.push_back(file.path + ": \"" + part + "\" says nothing; find the noun");
    return found;
}

faults marker_faults(const source_file& file) {
    faults found;
    for (int line = 0; const std::string_view each : lines_of(file.text)) {
        ++line;
        for (const std::string_view word : words_of(each))
            if (std::ranges::find(markers, word) != markers.end())
                found.push_back(file.path + ":" + std::to_string(line) + ": " + std::string(word));
    }
    return found;
}

faults retired_name_faults(const source_file& file) {
    if (!file.path.starts_with("source/") || file.path.starts_with("source/store/schema/"))
        return {};
    faults found;
    for (int line = 0; const std::string_view each : lines_of(file.text)) {
        ++line;
        for (const std::string_view word : words_of(each))
            if (std::ranges::find(retired, word) != retired.end())
                found.push_back(file.path + ":" + std::to_string(line) + ": " + std::string(word) +
                                " is no name of the market any more");
    }
    return found;
}

} // namespace cppo::tidy
