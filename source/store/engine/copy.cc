#include "store/engine/copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>
#include <vector>

namespace cppo::store {
namespace {

struct table_columns {
    std::string table;
    std::vector<std::string> names;
    std::vector<bool> are_text;
};

// Asked of the embedded side, which knows its columns by one question.
std::vector<table_columns> tables_in(session& embedded) {
    std::vector<table_columns> found;
    embedded.run("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> $1 ORDER BY name",
                 {"schema_version"},
                 [&](const row& at) { found.push_back({std::string(at.text(0)), {}, {}}); });
    for (table_columns& each : found)
        embedded.run("SELECT name, type FROM pragma_table_info($1) ORDER BY cid", {each.table},
                     [&](const row& at) {
                         each.names.emplace_back(at.text(0));
                         each.are_text.push_back(at.text(1) == "TEXT");
                     });
    return found;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names) text += (text.empty() ? "" : ", ") + each;
    return text;
}

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t at = 1; at <= count; ++at)
        text += (text.empty() ? "$" : ", $") + std::to_string(at);
    return text;
}

std::int64_t copy_table(session& in, session& out, const table_columns& of) {
    const std::string names = listed(of.names);
    const std::string insert = "INSERT INTO " + of.table + " (" + names + ") VALUES (" +
                               placeholders(of.names.size()) + ")";
    out.run("DELETE FROM " + of.table);
    std::vector<value> values(of.names.size());
    std::int64_t rows = 0;
    in.run("SELECT " + names + " FROM " + of.table, {}, [&](const row& at) {
        for (std::size_t column = 0; column < values.size(); ++column) {
            const int number = static_cast<int>(column);
            if (at.null(number))
                values[column] = std::monostate();
            else if (of.are_text[column])
                values[column] = std::string(at.text(number));
            else
                values[column] = at.integer(number);
        }
        out.run(insert, values, {});
        ++rows;
    });
    return rows;
}

// A backup is one file, with no log beside it.
void leave_log(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closing(opened, sqlite3_close);
    if (code != SQLITE_OK || sqlite3_exec(opened, "PRAGMA journal_mode = DELETE", nullptr, nullptr,
                                          nullptr) != SQLITE_OK)
        throw failure("58030", file.string() + " cannot be finished.");
}

} // namespace

row_counts copy_all(database& from, database& to) {
    row_counts copied;
    from.read([&](session& in) {
        to.write([&](session& out) {
            copied.clear();
            for (const table_columns& each : tables_in(from.is_shared() ? out : in))
                copied[each.table] = copy_table(in, out, each);
        });
    });
    return copied;
}

void rename_durably(const std::filesystem::path& partial, const std::filesystem::path& file) {
    std::filesystem::rename(partial, file);
    const auto folder = std::filesystem::absolute(file).parent_path();
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!synced) throw failure("58030", folder.string() + " cannot be made durable.");
}

row_counts copy_to_file(database& from, const std::filesystem::path& file,
                        std::span<const migration> schema) {
    if (std::filesystem::exists(file)) throw failure("58P02", file.string() + " exists already.");
    const std::filesystem::path partial = file.string() + ".partial";
    std::filesystem::remove(partial);
    row_counts copied;
    {
        const auto fresh = database::open(
            {.url = "sqlite:" + partial.string(), .connections = 1, .migrations = schema});
        copied = copy_all(from, *fresh);
    }
    std::filesystem::remove(partial.string() + "-lock");
    leave_log(partial);
    rename_durably(partial, file);
    return copied;
}

} // namespace cppo::store
