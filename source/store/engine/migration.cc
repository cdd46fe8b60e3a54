#include "store/engine/migration.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <string>

#include "store/engine/database.h"

namespace cppo::store {
namespace {

// Object not in the state that the statement needs.
constexpr std::string_view wrong_state = "55000";

std::map<std::int64_t, std::string> applied(session& reading) {
    std::map<std::int64_t, std::string> names;
    reading.run("SELECT number, name FROM schema_version", {},
                [&](const row& at) { names.emplace(at.integer(0), at.text(1)); });
    return names;
}

void check_history(const std::map<std::int64_t, std::string>& names,
                   std::span<const migration> known) {
    for (const auto& [number, name] : names) {
        const auto found = std::ranges::find(known, number, &migration::number);
        if (found == known.end())
            throw failure(wrong_state, "The store has schema step " + std::to_string(number) +
                                           " (" + name + "), which this version does not know.");
        if (found->name != name)
            throw failure(wrong_state, "The store's schema step " + std::to_string(number) +
                                           " is \"" + name + "\", not \"" +
                                           std::string(found->name) + "\".");
    }
}

void create_history(database& store) {
    try {
        store.write([](session& writing) {
            writing.run(
                "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, "
                "name TEXT COLLATE \"C\" NOT NULL, applied_us BIGINT NOT NULL)");
        });
    } catch (const failure& why) {
        // PostgreSQL says one of these when another server made the table at the same moment.
        if (why.sqlstate != "42P07" && why.sqlstate != "42710") throw;
    }
}

} // namespace

std::size_t applied_count(database& store, std::span<const migration> known) {
    std::size_t count = 0;
    try {
        store.read([&](session& reading) {
            const auto names = applied(reading);
            check_history(names, known);
            count = names.size();
        });
    } catch (const failure& why) {
        // A new store has no history: no such table, in PostgreSQL's words and in SQLite's.
        if (why.sqlstate != "42P01" && why.sqlstate != "42000") throw;
    }
    return count;
}

void migrate(database& store, std::span<const migration> known, std::int64_t now_us) {
    assert(std::ranges::is_sorted(known, std::ranges::less_equal{}, &migration::number));
    create_history(store);
    store.read([&](session& reading) { check_history(applied(reading), known); });
    for (const migration& step : known)
        store.write([&](session& writing) {
            if (applied(writing).contains(step.number)) return;
            // The row comes first: of two servers the second waits here, then finds it done.
            writing.run("INSERT INTO schema_version (number, name, applied_us) VALUES ($1, $2, $3)",
                        {std::int64_t{step.number}, std::string(step.name), now_us});
            for (std::string_view statement : step.statements) writing.run(statement);
        });
}

} // namespace cppo::store
