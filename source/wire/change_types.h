// The forms of values that change documents of several entities share (R-CAT-07).
#pragma once

#include <string>
#include <vector>

#include "wire/shape.h"

namespace cppo::wire {

inline type day_text() {
    return text_matching(10, 10, "^\\d{4}-\\d{2}-\\d{2}$");
}
inline type period_text() {
    return text_matching(2, 32, "^P(\\d+Y)?(\\d+M)?(\\d+D)?$");
}
inline type price_text() {
    return text_matching(1, 20, "^\\d{1,9}(\\.\\d{0,8})?$");
}
inline type account_text() {
    return text_matching(12, 12, "^\\d{12}$");
}
// Which currencies a market settles in is judged when the change is applied.
inline type currency_code() {
    return text_matching(3, 3, "^[A-Z]{3}$");
}

// The list of terms of one type that most Update...Terms changes carry: at least `min`, at most
// `max`.
inline void describe_terms(shapes& to, const std::string& change, const std::string& term,
                           std::vector<member> members, std::int64_t min, std::int64_t max = 1) {
    members.insert(members.begin(), need("Type", one_of({term})));
    to.document(change, {need("Terms", list(ref(change + "/Term"), min, max))});
    to.document(change + "/Term", std::move(members));
}

inline void describe_empty(shapes& to, const std::string& change) {
    to.document(change, {});
}

} // namespace cppo::wire
