#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "tidy/includes.h"
#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

constexpr std::size_t sources_max = 24;

// Folders that point at each other, each pair for one reason.
const std::set<std::pair<std::string, std::string>>& meetings() {
    static const std::set<std::pair<std::string, std::string>> pairs{
        // A decision holds rows of all nouns, and the nouns decide.
        {"market", "market/agreements"},
        {"market", "market/catalog/change_sets"},
        {"market", "market/money"},
        {"market", "market/parties"},
        // A change set applies the changes of each noun; each change is written as one of a set.
        {"market/catalog/change_sets", "market/catalog/authorizations"},
        {"market/catalog/change_sets", "market/catalog/offers"},
        {"market/catalog/change_sets", "market/catalog/products"},
        // An agreement owes charges; an invoice is cut of an agreement.
        {"market/agreements", "market/money"},
        // Usage is of an agreement; its acceptance sets up what will be metered.
        {"market/agreements", "market/usage"},
        // A database opens as one of two drivers, which are made of its parts.
        {"store/engine", "store/engine/postgres"},
        {"store/engine", "store/engine/sqlite"},
    };
    return pairs;
}

using arrow = std::pair<std::string, std::string>;

bool meet(const arrow& one) {
    return meetings().contains(one) || meetings().contains({one.second, one.first});
}

// The arrows inside of floors that a source draws, each with the place it is drawn at.
std::map<arrow, std::string> drawn(const source_file& file) {
    std::map<arrow, std::string> found;
    const std::string from = source_folder(file.path);
    for (const include& one : includes_of(file.text)) {
        std::string to = folder_of(one.what);
        if (one.quoted && to != from && floor_of(to) == floor_of(from))
            found.try_emplace({from, std::move(to)}, file.path + ":" + std::to_string(one.line));
    }
    return found;
}

} // namespace

// What each folder may include of its own floor besides itself; a row names folders of the rows
// above it.
const folder_table& folder_rows() {
    static const folder_table allowed{
        {"ground", {}},

        {"market/parties", {}},
        {"market/catalog/resources", {}},
        {"market/catalog/products", {}},
        {"market/catalog/terms", {"market/catalog/products"}},
        {"market/papers", {"market/catalog/terms"}},
        {"market/money", {"market/parties"}},
        {"market/catalog/authorizations",
         {"market/catalog/products", "market/catalog/terms", "market/papers"}},
        {"market/catalog/offers",
         {"market/catalog/authorizations", "market/catalog/terms", "market/papers",
          "market/parties"}},
        {"market/agreements",
         {"market/catalog/offers", "market/catalog/products", "market/catalog/terms",
          "market/parties"}},
        {"market/catalog/change_sets",
         {"market/agreements", "market/catalog/resources", "market/money", "market/parties"}},
        {"market", {}},
        {"market/usage", {"market", "market/money"}},

        {"notation", {}},
        {"notation/changes", {"notation"}},

        {"store/engine", {}},
        {"store/engine/postgres", {}},
        {"store/engine/sqlite", {}},
        {"store/mapping", {"store/engine"}},
        {"store/schema", {"store/engine"}},
        {"store/tables", {"store/engine", "store/mapping"}},

        {"service/secrets", {}},
        {"service/command", {"service/secrets"}},
        {"service/reading", {"service/secrets"}},
        {"service/parties", {"service/command", "service/reading", "service/secrets"}},
        {"service/catalog", {"service/command", "service/parties", "service/reading"}},
        {"service/usage", {"service/command", "service/secrets"}},
        {"service/money", {"service/command", "service/reading"}},
        {"service/agreements",
         {"service/command", "service/money", "service/parties", "service/reading",
          "service/usage"}},
        {"service/work",
         {"service/catalog", "service/command", "service/money", "service/secrets",
          "service/usage"}},

        {"wire/value", {}},
        {"wire/message", {"wire/value"}},
        {"wire/signature", {"wire/message", "wire/value"}},
        {"wire/protocol", {"wire/message", "wire/signature", "wire/value"}},
        {"wire/catalog", {"wire/message", "wire/protocol", "wire/value"}},
        {"wire/agreement", {"wire/message", "wire/protocol", "wire/value"}},
        {"wire/metering", {"wire/message", "wire/protocol", "wire/value"}},
        {"wire/identity", {"wire/protocol", "wire/value"}},
        {"wire/discovery", {"wire/agreement", "wire/message", "wire/protocol", "wire/value"}},

        {"console/http", {}},
        {"console", {"console/http"}},

        {"server/security", {}},
        {"server", {"server/security"}},

        {"cli/calls", {"cli/client"}},
        {"cli/client", {}},
        {"cli/offers", {"cli/client"}},
        {"cli/serving", {"cli/client"}},
        {"cli", {"cli/calls", "cli/client", "cli/offers", "cli/serving"}},
    };
    return allowed;
}

faults folder_faults(const source_file& file) {
    const std::string folder = source_folder(file.path);
    if (folder.empty()) return {};
    if (!folder_rows().contains(folder))
        return {file.path + ": source/" + folder + "/ is in no row of the folders"};
    faults found;
    for (const auto& [one, place] : drawn(file))
        if (!folder_rows().at(folder).contains(one.second) && !meet(one))
            found.push_back(place + ": " + folder + "/ may not include " + one.second + "/");
    return found;
}

faults unused_arrow_faults(const std::vector<source_file>& files) {
    std::set<arrow> unused = meetings();
    for (const arrow& each : meetings()) unused.insert({each.second, each.first});
    for (const auto& [from, row] : folder_rows())
        for (const std::string& to : row) unused.insert({from, to});
    for (const source_file& file : files)
        for (const auto& [one, place] : drawn(file)) unused.erase(one);
    faults found;
    for (const arrow& each : unused)
        found.push_back("no source of " + each.first + "/ includes " + each.second + "/");
    for (const auto& [folder, row] : folder_rows())
        if (std::ranges::none_of(
                files, [&](const auto& file) { return source_folder(file.path) == folder; }))
            found.push_back("source/" + folder + "/ is not there");
    return found;
}

faults circle_faults(folder_table rows) {
    const auto rests_on_none = [&](const auto& row) {
        return std::ranges::none_of(row.second, [&](const auto& to) { return rows.contains(to); });
    };
    // What rests on nothing is taken away, until only circles and what rests on them are left.
    for (auto at = std::ranges::find_if(rows, rests_on_none); at != rows.end();
         at = std::ranges::find_if(rows, rests_on_none))
        rows.erase(at);
    faults found;
    for (const auto& [folder, row] : rows) found.push_back(folder + "/ rests on a circle");
    return found;
}

faults width_faults(const std::vector<source_file>& files) {
    std::map<std::string, std::size_t> widths;
    for (const source_file& file : files)
        if ((file.path.starts_with("source/") || file.path.starts_with("tests/unit/")) &&
            (file.path.ends_with(".h") || file.path.ends_with(".cc")))
            ++widths[folder_of(file.path)];
    faults found;
    for (const auto& [folder, width] : widths)
        if (width > sources_max)
            found.push_back(folder + "/ has " + std::to_string(width) + " sources");
    return found;
}

} // namespace cppo::tidy
