// Numbered, additive changes of the schema. One SQL text for both engines.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cppo::store {

class database;

// A step of the schema's history. Once released it never changes.
struct migration {
    int number;
    std::string_view name;
    std::span<const std::string_view> statements;
};

// How many of `known` the store has; 0 for a new one. Refuses as migrate does.
std::size_t applied_count(database& store, std::span<const migration> known);

// Brings the store to the last of `known`, each step in a transaction of its own. Several servers
// may do so at once. Needs ascending numbers; refuses a store that is newer or has another history.
void migrate(database& store, std::span<const migration> known, std::int64_t now_us);

} // namespace cppo::store
