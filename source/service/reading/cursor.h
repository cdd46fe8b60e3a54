// A page mark as others carry it to the next page: signed under the marketplace's key, for one
// list.
#pragma once

#include <string>
#include <string_view>

#include "service/reading/page.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

// `list` says which list it is and whose: a cursor is refused for another.
std::string cursor_of(const page_mark& mark, std::string_view list, const key_box& keys);

// Refuses (page_token_invalid) what was changed, belongs to another list, or is no cursor.
result<page_mark> mark_in(std::string_view cursor, std::string_view list, const key_box& keys);

} // namespace cppo::service
