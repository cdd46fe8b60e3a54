// Due work as rows.
#pragma once

#include "market/due.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

// clang-format off
template <> struct table<market::due_work> {
    using row_type = market::due_work;
    static constexpr std::string_view name = "due_work";
    static constexpr int key_count = 3;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"kind", &row_type::kind},
        column{"subject", &row_type::subject}, column{"due_us", &row_type::due});
};
// clang-format on

// With the rank of its kind beside it, which orders what falls due together.
void insert(session& in, const market::due_work& work);
// The same; what is due already stays due at the earlier moment.
void put_earlier(session& in, const market::due_work& work);

} // namespace cppo::store
