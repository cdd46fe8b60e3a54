// Enumerations as columns: a name that is TEXT.
#pragma once

#include <string>
#include <string_view>

#include "ground/names.h"
#include "market/due.h"
#include "store/mapping/column_type.h"

namespace cppo::store {

// For names this engine wrote or has checked; throws failure where there is no such name.
template <named Enum>
Enum get_named(std::string_view name) {
    const auto found = find_named<Enum>(name);
    if (!found) throw failure("22000", "There is no name " + std::string(name) + " here.");
    return *found;
}

// TEXT.
template <named Enum>
struct column_type<Enum> {
    static value store(Enum kept) { return std::string(name_of(kept)); }
    static Enum load(const row& at, int column) { return get_named<Enum>(at.text(column)); }
};

// INTEGER: the order of the kinds is the rank of work that falls due together.
template <>
struct column_type<market::due_kind> {
    static value store(market::due_kind kept) { return static_cast<std::int64_t>(kept); }
    static market::due_kind load(const row& at, int column) {
        return static_cast<market::due_kind>(at.integer(column));
    }
};

} // namespace cppo::store
