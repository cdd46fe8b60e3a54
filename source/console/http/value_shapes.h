// The forms of the values that stand in calls and answers of the console.
#pragma once

#include "wire/value/notation.h"

namespace cppo::console {

// The names of an enumeration, as they are stored.
template <class Enum>
wire::type any_of() {
    constexpr auto all = names_of(Enum{});
    return wire::one_of({all.begin(), all.end()});
}

inline wire::type account_text() {
    return wire::text_matching(12, 12, "^\\d{12}$");
}
inline wire::type id_text() {
    return wire::text(1, 64);
}
inline wire::type day_text() {
    return wire::text_matching(10, 10, "^\\d{4}-\\d{2}-\\d{2}$");
}
inline wire::type moment_text() {
    return wire::text_matching(24, 24, "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$");
}
// With the currency's decimals; yen have none.
inline wire::type amount_text() {
    return wire::text_matching(1, 32, "^-?\\d+(\\.\\d{2})?$");
}
inline wire::type currency_text() {
    return any_of<currency>();
}
inline wire::type cursor_text() {
    return wire::text(1, 1024);
}

} // namespace cppo::console
