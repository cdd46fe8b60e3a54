#include <algorithm>
#include <map>
#include <set>

#include "tidy/includes.h"
#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

using floors = std::set<std::string, std::less<>>;

// What each floor may include besides itself; of the command, what each folder may.
const std::map<std::string, floors, std::less<>>& table() {
    static const std::map<std::string, floors, std::less<>> below{
        {"ground", {}},
        {"market", {"ground"}},
        {"notation", {"market", "ground"}},
        {"store", {"notation", "market", "ground"}},
        {"service", {"store", "notation", "market", "ground"}},
        {"wire", {"service", "store", "notation", "market", "ground"}},
        {"console", {"wire", "service", "store", "notation", "market", "ground"}},
        {"server", {"console", "wire", "service", "store", "notation", "market", "ground"}},
        {"cli", {}},
        {"cli/calls", {"service/command", "service/secrets"}},
        {"cli/client", {"wire/message", "wire/signature", "wire/value", "service/command"}},
        {"cli/offers",
         {"wire/catalog", "wire/signature", "wire/value", "service/secrets", "notation/changes",
          "market/catalog/terms", "ground"}},
        {"cli/serving", {"server", "wire", "service", "store"}},
    };
    return below;
}

struct library {
    std::string_view start; // of what is included
    floors may;
};

const std::vector<library>& libraries() {
    static const std::vector<library> known{
        {"boost/json", {"notation", "wire", "console", "store/tables", "cli"}},
        {"boost/asio", {"server", "cli"}},
        {"boost/beast", {"server", "cli"}},
        {"sqlite3", {"store"}},
        {"libpq", {"store"}},
        {"curl/", {"cli"}},
    };
    return known;
}

// Whether a folder is one of the places, or inside of one.
bool stands_in(std::string_view folder, const floors& places) {
    return std::ranges::any_of(places, [&](const std::string& place) {
        return folder == place || folder.starts_with(place + "/");
    });
}

// What a folder may include: the row of the nearest folder around it that has one.
const floors& below(std::string_view folder) {
    while (!table().contains(folder)) folder = folder.substr(0, folder.rfind('/'));
    return table().find(folder)->second;
}

// Why a folder may not include something; empty where it may.
std::string refusal(const std::string& folder, const include& one) {
    const std::string_view floor = floor_of(folder);
    if (one.quoted) {
        const std::string other = folder_of(one.what);
        if (!table().contains(floor_of(other))) return "is not named from source/";
        if (floor_of(other) == floor || stands_in(other, below(folder))) return {};
        return "is not below " + folder + "/";
    }
    const bool standard = one.what.find_first_of("/.") == std::string::npos;
    if ((floor == "ground" || floor == "market") && !standard)
        return "is not of the standard library";
    for (const library& each : libraries())
        if (one.what.starts_with(each.start) && !stands_in(folder, each.may))
            return "does not belong into " + folder + "/";
    return {};
}

} // namespace

faults include_faults(const source_file& file) {
    const std::string folder = source_folder(file.path);
    if (folder.empty()) return {};
    const std::string floor(floor_of(folder));
    if (!table().contains(floor)) return {file.path + ": source/" + floor + "/ is no floor"};
    faults found;
    for (const include& one : includes_of(file.text))
        if (const std::string why = refusal(folder, one); !why.empty())
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
