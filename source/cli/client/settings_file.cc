#include "cli/client/settings_file.h"

#include <algorithm>

namespace cppo::cli {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string section_name(std::string_view line) {
    constexpr std::string_view word = "profile";
    std::string_view name = trimmed(line.substr(1, line.find(']') - 1));
    if (name.starts_with(word) && name.size() > word.size() &&
        (name[word.size()] == ' ' || name[word.size()] == '\t'))
        name = trimmed(name.substr(word.size()));
    return std::string(name);
}

} // namespace

std::map<std::string, settings, std::less<>> read_settings(std::string_view text) {
    std::map<std::string, settings, std::less<>> made;
    settings* into = nullptr;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line[0] == '#' || line[0] == ';') continue;
        if (line[0] == '[') {
            into = &made[section_name(line)];
            continue;
        }
        const std::size_t equals = line.find('=');
        if (!into || line[0] == ' ' || line[0] == '\t' || equals == std::string_view::npos)
            continue;
        (*into)[std::string(trimmed(line.substr(0, equals)))] = trimmed(line.substr(equals + 1));
    }
    return made;
}

} // namespace cppo::cli
