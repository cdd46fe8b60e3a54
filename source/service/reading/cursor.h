// A page mark as others carry it to the next page: sealed under the marketplace's key, for one
// list, so that nobody can make, read or change one (R-PAG-01).
#pragma once

#include <string>
#include <string_view>

#include "service/reading/page.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

// `list` says which list it is, whose, and what is asked of it: a token is refused for another. In
// base64, as AWS's tokens are.
std::string sealed_token(const page_mark& mark, std::string_view list, const key_box& keys);
// Refuses (page_token_invalid) what was changed, belongs to another list, or is no token.
result<page_mark> mark_in_token(std::string_view token, std::string_view list, const key_box& keys);

// The same in characters that stand in an address as they are.
std::string cursor_of(const page_mark& mark, std::string_view list, const key_box& keys);
result<page_mark> mark_in(std::string_view cursor, std::string_view list, const key_box& keys);

} // namespace cppo::service
