// Pages of a list by key: the token names the last row shown and what was asked, nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ground/result.h"

namespace cppo::service {

// Where the next page begins: after the row with this order value and id.
struct page_mark {
    std::int64_t order;
    std::string id;
};

template <class Item>
struct page {
    std::vector<Item> items;
    std::string next; // empty on the last page
};

// An opaque token for a mark. `asked` is the question's parameters: a token is refused for another
// one.
std::string token_of(const page_mark& mark, std::string_view asked);

// Refuses tokens that were changed or belong to another question.
result<std::optional<page_mark>> mark_of(std::string_view token, std::string_view asked);

} // namespace cppo::service
