// Enumerations as columns: a name that is TEXT.
#pragma once

#include <string>
#include <string_view>

#include "ground/names.h"
#include "market/due.h"
#include "store/mapping/column_type.h"

namespace cppo::store {

template <named Enum>
Enum named_or_fail(std::string_view name) {
    const auto found = find_named<Enum>(name);
    if (!found) throw failure("22000", "There is no name " + std::string(name) + " here.");
    return *found;
}

// TEXT.
template <named Enum>
struct column_type<Enum> {
    static value store(Enum kept) { return std::string(name_of(kept)); }
    static Enum load(const row& at, int column) { return named_or_fail<Enum>(at.text(column)); }
};

// INTEGER: the number of the kind.
template <>
struct column_type<market::due_kind> {
    static value store(market::due_kind kept) { return std::int64_t{number_of(kept)}; }
    static market::due_kind load(const row& at, int column) {
        const auto found = market::find_due_kind(at.integer(column));
        if (!found) throw failure("22000", "A column of due work holds no kind.");
        return *found;
    }
};

} // namespace cppo::store
