// Values kept in one text column, most of them as JSON. They are declared with their tables and
// defined in tables/text_columns.cc, so that nobody else needs to know how they are written.
#pragma once

#include <string>
#include <vector>

#include "store/mapping/column_type.h"
#include "store/mapping/names.h"

#define CPPO_TEXT_COLUMN(type)                       \
    template <>                                      \
    struct column_type<type> {                       \
        static value store(const type& kept);        \
        static type load(const row& at, int column); \
    }

namespace cppo::store {

CPPO_TEXT_COLUMN(std::vector<std::string>);
CPPO_TEXT_COLUMN(std::vector<account_id>);

// What came before there could be none of it: an empty text, since its column is NOT NULL.
template <>
struct column_type<std::optional<authorization_id>> {
    static value store(const std::optional<authorization_id>& kept) {
        return kept ? kept->text() : std::string();
    }
    static std::optional<authorization_id> load(const row& at, int column) {
        const std::string text(at.text(column));
        if (text.empty()) return {};
        return authorization_id::minted(text);
    }
};

} // namespace cppo::store
