#include "tidy/includes.h"

#include <algorithm>

#include "tidy/source_text.h"

namespace cppo::tidy {

std::vector<include> includes_of(std::string_view text) {
    std::vector<include> found;
    for (int line = 0; std::string_view each : lines_of(text)) {
        ++line;
        each.remove_prefix(std::min(each.find_first_not_of(" \t"), each.size()));
        if (!each.starts_with("#include")) continue;
        const std::size_t open = each.find_first_of("\"<");
        const std::size_t close = each.find_first_of("\">", open + 1);
        if (open == std::string_view::npos || close == std::string_view::npos) continue;
        found.push_back(
            {line, each[open] == '"', std::string(each.substr(open + 1, close - open - 1))});
    }
    return found;
}

std::string folder_of(std::string_view path) {
    const std::size_t end = path.rfind('/');
    return end == std::string_view::npos ? std::string() : std::string(path.substr(0, end));
}

std::string source_folder(std::string_view path) {
    constexpr std::string_view root = "source/";
    return path.starts_with(root) ? folder_of(path.substr(root.size())) : std::string();
}

std::string_view floor_of(std::string_view folder) {
    return folder.substr(0, folder.find('/'));
}

} // namespace cppo::tidy
