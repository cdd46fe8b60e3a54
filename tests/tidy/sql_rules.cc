#include <algorithm>
#include <array>
#include <cctype>

#include "tidy/rules.h"

namespace cppo::tidy {
namespace {

// A literal with one of these in capitals is SQL.
constexpr std::array<std::string_view, 14> sql_words{
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP",
    "WHERE",  "ORDER",  "VALUES", "SET",    "FROM",   "JOIN",  "LIMIT"};

// What SQLite, PostgreSQL and Citus do not share, or what hides time and chance from the engine.
constexpr std::array<std::string_view, 26> refused_words{
    "OFFSET",       "LIKE",        "ILIKE",     "GLOB",      "SERIAL",    "BIGSERIAL",
    "SMALLSERIAL",  "SEQUENCE",    "NEXTVAL",   "TRIGGER",   "MERGE",     "AUTOINCREMENT",
    "DATETIME",     "STRFTIME",    "JULIANDAY", "UNIXEPOCH", "LISTEN",    "NOTIFY",
    "SAVEPOINT",    "TRUNCATE",    "PROCEDURE", "FUNCTION",  "TEMPORARY", "CURRENT_TIMESTAMP",
    "CURRENT_DATE", "CURRENT_TIME"};

// Refused where they are called; as columns they are names like any other.
constexpr std::array<std::string_view, 4> refused_calls{"NOW", "RANDOM", "DATE", "TIME"};

template <std::size_t Count>
bool is_among(std::string_view word, const std::array<std::string_view, Count>& words) {
    return std::ranges::find(words, word) != words.end();
}

std::string upper(std::string_view word) {
    std::string text(word);
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

bool is_called(std::string_view sql, std::string_view word) {
    const auto after = static_cast<std::size_t>(word.end() - sql.data());
    const std::size_t next = sql.find_first_not_of(' ', after);
    return next != std::string_view::npos && sql[next] == '(';
}

// A statement without its texts, which may hold whatever they like.
std::string without_texts(std::string_view sql) {
    std::string made;
    bool inside = false;
    for (const char c : sql) {
        if (c == '\'') inside = !inside;
        if (!inside) made += c;
    }
    return made;
}

// The quoted names of a statement other than the collation "C".
std::vector<std::string> quoted_names(const std::string& statement) {
    const std::string sql = without_texts(statement);
    std::vector<std::string> names;
    for (std::size_t open = sql.find('"'); open != std::string_view::npos;) {
        const std::size_t close = std::min(sql.find('"', open + 1), sql.size());
        const std::string name = sql.substr(open + 1, close - open - 1);
        if (name != "C") names.push_back(name);
        open = close == sql.size() ? std::string_view::npos : sql.find('"', close + 1);
    }
    return names;
}

faults literal_faults(const std::string& sql) {
    faults found;
    const auto words = words_of(sql);
    const bool is_sql =
        std::ranges::any_of(words, [](std::string_view word) { return is_among(word, sql_words); });
    for (const std::string_view word : words) {
        // A part of a statement need not look like SQL, but its capitals do.
        const std::string judged = is_sql ? upper(word) : std::string(word);
        if (is_among(judged, refused_words) || judged.starts_with("PG_ADVISORY") ||
            judged.starts_with("PG_TRY_ADVISORY"))
            found.push_back(judged);
        if (is_sql && is_among(judged, refused_calls) && is_called(sql, word))
            found.push_back(judged + "()");
    }
    if (is_sql)
        for (const std::string& name : quoted_names(sql)) found.push_back('"' + name + '"');
    return found;
}

} // namespace

faults sql_faults(const source_file& file) {
    const bool may_hold_sql =
        file.path.starts_with("source/store/") || file.path.starts_with("source/service/");
    if (!may_hold_sql) return {};
    faults found;
    for (const literal& each : take_apart(file.text).literals)
        for (const std::string& what : literal_faults(each.text))
            found.push_back(file.path + ":" + std::to_string(each.line) + ": SQL has " + what);
    return found;
}

} // namespace cppo::tidy
