#include <algorithm>

#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

constexpr std::size_t lines_max = 500;
constexpr std::size_t columns_max = 100;
constexpr int function_lines_max = 70;

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return path.ends_with(end); });
}

bool is_cpp(std::string_view path) {
    return ends_with_any(path, {".h", ".cc"});
}

bool is_program(std::string_view path) {
    return is_cpp(path) || path == "dev" ||
           ends_with_any(path, {".inc", ".mjs", ".js", ".ts", ".tsx", ".sh", "_cluster"});
}

// Columns as a reader counts them: one for each character of UTF-8.
std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(
        std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }));
}

// A pair of braces with what stands before it.
struct block {
    bool holds_functions; // a namespace or a type, whose blocks are functions
    bool is_function;
    int line;
};

bool contains_word(std::string_view text, std::initializer_list<std::string_view> wanted) {
    return std::ranges::any_of(words_of(text), [&](std::string_view word) {
        return std::ranges::find(wanted, word) != wanted.end();
    });
}

block opened(std::string_view before, bool inside_holder, int line) {
    const bool calls = before.find('(') != std::string_view::npos;
    const bool holder = inside_holder && !calls &&
                        contains_word(before, {"namespace", "class", "struct", "union", "extern"});
    // After a member that was initialised with braces only a comma or nothing is left.
    const std::size_t start = before.find_first_not_of(" \n");
    const bool continues = start == std::string_view::npos || before[start] == ',';
    const std::size_t last = before.find_last_not_of(" \n");
    const bool is_data = last != std::string_view::npos && before[last] == '=';
    return {holder, inside_holder && !holder && !is_data && (calls || continues), line};
}

} // namespace

faults size_faults(const source_file& file) {
    if (!is_program(file.path)) return {};
    faults found;
    const auto lines = lines_of(file.text);
    if (lines.size() > lines_max)
        found.push_back(file.path + " has " + std::to_string(lines.size()) + " lines");
    for (std::size_t at = 0; at < lines.size(); ++at)
        if (columns_of(lines[at]) > columns_max)
            found.push_back(file.path + ":" + std::to_string(at + 1) + " is " +
                            std::to_string(columns_of(lines[at])) + " columns wide");
    return found;
}

faults function_faults(const source_file& file) {
    if (!is_cpp(file.path)) return {};
    faults found;
    const std::string code = take_apart(file.text).code;
    std::vector<block> open;
    std::size_t since = 0; // the end of the last statement or block
    for (int line = 1; const char& c : code) {
        const auto at = static_cast<std::size_t>(&c - code.data());
        line += c == '\n';
        if (c == '{') {
            const std::string_view before = std::string_view(code).substr(since, at - since);
            open.push_back(opened(before, open.empty() || open.back().holds_functions, line));
        } else if (c == '}' && !open.empty()) {
            const int length = line - open.back().line - 1;
            if (open.back().is_function && length > function_lines_max)
                found.push_back(file.path + ":" + std::to_string(open.back().line) +
                                ": a function of " + std::to_string(length) + " lines");
            open.pop_back();
        }
        if (c == '{' || c == '}' || c == ';') since = at + 1;
    }
    return found;
}

} // namespace cppo::tidy
