#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>

#include "rulebook/rulebook.h"
#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

constexpr std::string_view rulebook_path = "docs/rules.md";

// Notes that the first engineers had and the repository has not. Written in two halves, so that
// this file does not refuse itself.
constexpr std::array<std::string_view, 8> foreign_documents{
    "catalog"
    "-api",
    "business"
    "-rules",
    "agreement"
    "-\u2026",
    "agreement"
    "-...",
    "agreement"
    "-metering",
    "CONSOLE"
    "_API",
    "scale"
    "-out",
    "cpp"
    "-stack"};
constexpr std::array<std::string_view, 2> foreign_words{
    "DES"
    "IGN",
    "POR"
    "TAL"};

bool is_root_document(std::string_view path) {
    return path.ends_with(".md") && path.find('/') == std::string_view::npos;
}

bool starts_with_any(std::string_view path, std::initializer_list<std::string_view> starts) {
    return std::ranges::any_of(starts, [&](auto start) { return path.starts_with(start); });
}

bool may_cite(std::string_view path) {
    return starts_with_any(path, {"source/", "tests/", "bench/", "docs/"}) ||
           is_root_document(path);
}

// What makes a rule come true or shows it; the reader of the rulebook and stories about examples
// speak of rules only.
bool may_name(std::string_view path) {
    return starts_with_any(path, {"source/", "tests/"}) &&
           !starts_with_any(path, {"tests/rulebook/", "tests/story/wrong/"});
}

std::string at(const source_file& file, int line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

// Whether the repository has a document of that name.
bool has_document(const std::vector<source_file>& files, std::string_view name) {
    return std::ranges::any_of(files, [&](const source_file& file) {
        return std::filesystem::path(file.path).filename() == std::string(name) + ".md";
    });
}

std::vector<std::string> foreign_names(std::string_view line) {
    std::vector<std::string> found;
    for (const std::string_view each : foreign_documents)
        if (line.find(each) != std::string_view::npos) found.emplace_back(each);
    for (const std::string_view word : words_of(line))
        if (std::ranges::find(foreign_words, word) != foreign_words.end()) found.emplace_back(word);
    return found;
}

// Where the links of a line lead, as far as they stay in the repository.
std::vector<std::string> links_of(std::string_view line) {
    std::vector<std::string> found;
    for (std::size_t open = line.find("]("); open != std::string_view::npos;
         open = line.find("](", open + 1)) {
        const std::size_t close = line.find(')', open);
        if (close == std::string_view::npos) break;
        std::string_view target = line.substr(open + 2, close - open - 2);
        target = target.substr(0, target.find('#'));
        if (!target.empty() && target.find("://") == std::string_view::npos)
            found.emplace_back(target);
    }
    return found;
}

bool leads_somewhere(const std::vector<source_file>& files, const std::string& path) {
    return std::ranges::any_of(files, [&](const source_file& file) {
        return file.path == path || file.path.starts_with(path + "/");
    });
}

} // namespace

faults citation_faults(const std::vector<source_file>& files) {
    const auto book = std::ranges::find(files, rulebook_path, &source_file::path);
    if (book == files.end()) return {std::string(rulebook_path) + " is missing"};
    const rulebook::book rules = rulebook::read(book->text);
    faults found;
    std::set<std::string> named;
    for (const source_file& file : files) {
        if (!may_cite(file.path)) continue;
        for (int line = 0; const std::string_view each : lines_of(file.text)) {
            ++line;
            for (const std::string& id : rulebook::ids_in(each)) {
                if (!rules.find(id))
                    found.push_back(at(file, line) + id + " is no rule of docs/rules.md");
                if (may_name(file.path)) named.insert(id);
            }
        }
    }
    for (const rulebook::rule& each : rules.rules)
        if (!named.contains(each.id))
            found.push_back(at(*book, each.line) + "no source and no test names " + each.id);
    return found;
}

faults document_faults(const std::vector<source_file>& files) {
    faults found;
    for (const source_file& file : files) {
        if (!may_cite(file.path)) continue;
        const std::filesystem::path folder = std::filesystem::path(file.path).parent_path();
        for (int line = 0; const std::string_view each : lines_of(file.text)) {
            ++line;
            for (const std::string& name : foreign_names(each))
                if (!has_document(files, name))
                    found.push_back(at(file, line) + name + " is not in the repository");
            if (!file.path.ends_with(".md")) continue;
            for (const std::string& link : links_of(each))
                if (!leads_somewhere(files, (folder / link).lexically_normal()))
                    found.push_back(at(file, line) + link + " leads nowhere");
        }
    }
    return found;
}

} // namespace cppo::tidy
