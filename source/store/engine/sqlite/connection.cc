#include "store/engine/sqlite/connection.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "store/engine/sqlite/failure.h"

namespace cppo::store {
namespace {

constexpr int busy_timeout_ms = 5'000;

int compare_bytes(void*, int left_size, const void* left, int right_size, const void* right) {
    const auto shared = static_cast<std::size_t>(std::min(left_size, right_size));
    const int order = std::memcmp(left, right, shared);
    return order != 0 ? order : left_size - right_size;
}

class sqlite_row final : public row {
  public:
    explicit sqlite_row(sqlite3_stmt* at) : at_(at) {}

    bool null(int column) const override { return sqlite3_column_type(at_, column) == SQLITE_NULL; }

    std::int64_t integer(int column) const override {
        if (sqlite3_column_type(at_, column) != SQLITE_INTEGER)
            throw failure("22P02", "Column " + std::to_string(column) + " is no integer.");
        return sqlite3_column_int64(at_, column);
    }

    std::string_view text(int column) const override {
        if (null(column)) throw failure("22004", "Column " + std::to_string(column) + " is null.");
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(at_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
    }

  private:
    sqlite3_stmt* at_;
};

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n;") == std::string_view::npos;
}

} // namespace

sqlite_connection::sqlite_connection(const std::string& path, role part) {
    const int access =
        part == role::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX, nullptr);
    open_.reset(opened);
    if (code != SQLITE_OK) throw failure(sqlstate_of_sqlite(code), path + " cannot be opened.");
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, busy_timeout_ms);
    sqlite3_create_collation_v2(opened, "C", SQLITE_UTF8, nullptr, compare_bytes, nullptr);
    command("PRAGMA foreign_keys = OFF");
    if (part == role::reader) {
        command("PRAGMA wal_autocheckpoint = 0");
        command("PRAGMA query_only = ON");
        command("PRAGMA cache_size = -2048"); // each; there are many
        return;
    }
    command("PRAGMA locking_mode = NORMAL");
    std::string mode;
    execute("PRAGMA journal_mode = WAL", {}, [&](const row& at) { mode = at.text(0); });
    if (mode != "wal") throw failure("58030", path + " lies where SQLite cannot keep a WAL.");
    command("PRAGMA synchronous = FULL");
    command("PRAGMA cache_size = -65536");
    command("PRAGMA wal_autocheckpoint = 4000");
    command("PRAGMA journal_size_limit = 67108864");
}

void sqlite_connection::lock_owner(const account_id&) {}

bool sqlite_connection::usable() const {
    return sqlite3_get_autocommit(open_.get()) != 0;
}

void sqlite_connection::start(access wanted) {
    command(wanted == access::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

void sqlite_connection::finish() {
    command("COMMIT");
}

void sqlite_connection::abandon() noexcept {
    // SQLite has already rolled back by itself after some failures.
    if (!usable()) sqlite3_exec(open_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void sqlite_connection::command(const char* sql) const {
    if (sqlite3_exec(open_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) refuse();
}

void sqlite_connection::refuse() const {
    throw failure(sqlstate_of_sqlite(sqlite3_extended_errcode(open_.get())),
                  sqlite3_errmsg(open_.get()));
}

std::unique_ptr<sqlite_connection::statements::entry> sqlite_connection::prepare(
    std::string_view sql) const {
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(open_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
    statement made{std::unique_ptr<sqlite3_stmt, finalize>(prepared), {}};
    if (code != SQLITE_OK) refuse();
    if (!prepared || !is_blank(sql.substr(static_cast<std::size_t>(rest - sql.data()))))
        throw failure("42601", "A statement is exactly one.");
    // SQLite numbers `$n` by appearance; PostgreSQL by n.
    for (int at = 1; at <= sqlite3_bind_parameter_count(prepared); ++at) {
        const char* name = sqlite3_bind_parameter_name(prepared, at);
        const std::string_view text = name ? name : "";
        std::size_t number = 0;
        if (text.starts_with('$')) std::from_chars(text.data() + 1, text.end(), number);
        if (number == 0) throw failure("42P02", "Parameters are written $1, $2 and so on.");
        made.arguments.push_back(number - 1);
    }
    return std::make_unique<statements::entry>(std::string(sql), std::move(made));
}

void sqlite_connection::bind(const statement& prepared, std::span<const value> arguments) const {
    sqlite3_stmt* handle = prepared.handle.get();
    for (int at = 1; const std::size_t wanted : prepared.arguments) {
        if (wanted >= arguments.size()) throw failure("42P02", "A statement lacks an argument.");
        const value& given = arguments[wanted];
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&given))
            code = sqlite3_bind_int64(handle, at, *number);
        else if (const auto* text = std::get_if<std::string>(&given))
            code = sqlite3_bind_text64(handle, at, text->data(), text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        else
            code = sqlite3_bind_null(handle, at);
        if (code != SQLITE_OK) refuse();
        ++at;
    }
}

std::int64_t sqlite_connection::execute(std::string_view sql, std::span<const value> arguments,
                                        const std::function<void(const row&)>& on_row) {
    struct giver {
        statements& cache;
        std::unique_ptr<statements::entry> prepared;
        ~giver() {
            sqlite3_reset(prepared->statement.handle.get());
            sqlite3_clear_bindings(prepared->statement.handle.get());
            cache.keep(std::move(prepared));
        }
    };
    auto prepared = statements_.take(sql);
    if (!prepared) prepared = prepare(sql);
    const giver lent{statements_, std::move(prepared)};
    sqlite3_stmt* handle = lent.prepared->statement.handle.get();
    bind(lent.prepared->statement, arguments);
    const auto changed_before = sqlite3_total_changes64(open_.get());
    std::int64_t rows = 0;
    int code = SQLITE_OK;
    while ((code = sqlite3_step(handle)) == SQLITE_ROW) {
        ++rows;
        if (on_row) on_row(sqlite_row(handle));
    }
    if (code != SQLITE_DONE) refuse();
    if (sqlite3_column_count(handle) > 0) return rows;
    return sqlite3_total_changes64(open_.get()) - changed_before;
}

} // namespace cppo::store
