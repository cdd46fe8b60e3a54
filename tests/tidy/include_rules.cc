#include <algorithm>
#include <map>
#include <set>

#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

using floors = std::set<std::string, std::less<>>;

// What each floor may include besides itself.
const std::map<std::string, floors, std::less<>>& table() {
    static const std::map<std::string, floors, std::less<>> below{
        {"ground", {}},
        {"market", {"ground"}},
        {"store", {"market", "ground"}},
        {"documents", {"market", "ground"}},
        {"delivery", {"market", "ground"}},
        {"service", {"delivery", "documents", "store", "market", "ground"}},
        {"wire", {"service", "store", "market", "ground"}},
        {"console", {"wire", "service", "store", "market", "ground"}},
        {"server",
         {"console", "wire", "service", "delivery", "documents", "store", "market", "ground"}},
        {"cli",
         {"server", "console", "wire", "service", "delivery", "documents", "store", "market",
          "ground"}},
    };
    return below;
}

struct library {
    std::string_view start; // of what is included
    floors may;
};

const std::vector<library>& libraries() {
    static const std::vector<library> known{
        {"boost/json", {"wire", "console", "store", "cli", "delivery"}},
        {"boost/asio", {"server", "cli"}},
        {"boost/beast", {"server", "cli"}},
        {"sqlite3", {"store"}},
        {"libpq", {"store"}},
        {"curl/", {"cli", "delivery"}},
    };
    return known;
}

struct include {
    int line;
    bool quoted;
    std::string what;
};

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

std::string floor_of(std::string_view path) {
    constexpr std::string_view root = "source/";
    if (!path.starts_with(root)) return {};
    path.remove_prefix(root.size());
    const std::size_t end = path.find('/');
    return end == std::string_view::npos ? std::string() : std::string(path.substr(0, end));
}

// Why a floor may not include something; empty where it may.
std::string refusal(const std::string& floor, const include& one) {
    if (one.quoted) {
        const std::string other = one.what.substr(0, one.what.find('/'));
        if (!table().contains(other)) return "is not named from source/";
        if (other == floor || table().at(floor).contains(other)) return {};
        return "is not below " + floor + "/";
    }
    const bool standard = one.what.find_first_of("/.") == std::string::npos;
    if ((floor == "ground" || floor == "market") && !standard)
        return "is not of the standard library";
    for (const library& each : libraries())
        if (one.what.starts_with(each.start) && !each.may.contains(floor))
            return "does not belong into " + floor + "/";
    return {};
}

} // namespace

faults include_faults(const source_file& file) {
    const std::string floor = floor_of(file.path);
    if (floor.empty()) return {};
    if (!table().contains(floor)) return {file.path + ": source/" + floor + "/ is no floor"};
    faults found;
    for (const include& one : includes_of(file.text))
        if (const std::string why = refusal(floor, one); !why.empty())
            found.push_back(file.path + ":" + std::to_string(one.line) + ": " + one.what + " " +
                            why);
    return found;
}

faults asio_faults(const std::vector<source_file>& files) {
    constexpr std::size_t sources_max = 3;
    faults users;
    for (const source_file& file : files)
        for (const include& one : includes_of(file.text))
            if (one.what.starts_with("boost/asio") || one.what.starts_with("boost/beast")) {
                users.push_back(file.path + " includes " + one.what);
                break;
            }
    if (users.size() <= sources_max) return {};
    return users;
}

} // namespace cppo::tidy
