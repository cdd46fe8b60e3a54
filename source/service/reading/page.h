// Pages of a list by key: what comes next is named by the last row shown, so a page is read from an
// index from where the one before ended.
#pragma once

#include <compare>
#include <cstdint>
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

    auto operator<=>(const page_mark&) const = default;
};

// What a page of a list is asked for: at most `size` rows, after the mark where there is one.
struct page_request {
    std::size_t size = 50;
    std::optional<page_mark> after = {};

    // How many rows show whether there is a next page.
    std::int64_t one_more() const { return static_cast<std::int64_t>(size) + 1; }
};

// A page of a list, and where the next one begins; none on the last.
template <class Item>
struct listed {
    std::vector<Item> items;
    std::optional<page_mark> next;
};

// The page of `rows`, which has one more row where there is a next page.
template <class Item, class Mark>
listed<Item> listed_in(const page_request& at, std::vector<Item> rows, const Mark& mark) {
    listed<Item> made{std::move(rows), {}};
    if (made.items.size() <= at.size) return made;
    made.items.erase(made.items.begin() + static_cast<std::ptrdiff_t>(at.size), made.items.end());
    made.next = mark(made.items.back());
    return made;
}

// A page of a list of AWS's operations.
template <class Item>
struct page {
    std::vector<Item> items;
    std::string next; // a token; empty on the last page
};

// A mark as text, for this program alone: what goes out is sealed (service/reading/cursor.h).
std::string token_of(const page_mark& mark);

// Refuses (page_token_invalid) what is no mark; none where there is no text.
result<std::optional<page_mark>> mark_of(std::string_view token);

} // namespace cppo::service
