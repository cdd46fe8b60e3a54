// When and from where access keys were last used, as rows.
#pragma once

#include <string>

#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

struct key_use {
    account_id owner;
    std::string id;
    instant used;
    std::string from; // the address the request came from
};

// clang-format off
template <> struct table<key_use> {
    using row_type = key_use;
    static constexpr std::string_view name = "key_use";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"used_us", &row_type::used}, column{"used_from", &row_type::from});
};
// clang-format on

// Keeps the later of two uses, since several servers tell of theirs.
void put_later(session& in, const key_use& of);

} // namespace cppo::store
