#include "service/reading/cursor.h"

#include <algorithm>
#include <exception>

namespace cppo::service {
namespace {

std::string context_of(std::string_view list) {
    return "page\n" + std::string(list);
}

} // namespace

std::string sealed_token(const page_mark& mark, std::string_view list, const key_box& keys) {
    return keys.seal_token(token_of(mark), context_of(list));
}

result<page_mark> mark_in_token(std::string_view token, std::string_view list,
                                const key_box& keys) {
    try {
        const auto mark = TRY(mark_of(keys.open_token(token, context_of(list))));
        if (mark) return *mark;
    } catch (const std::exception&) {
    }
    return no(reason::page_token_invalid);
}

std::string cursor_of(const page_mark& mark, std::string_view list, const key_box& keys) {
    std::string made = sealed_token(mark, list, keys);
    std::ranges::replace(made, '+', '-');
    std::ranges::replace(made, '/', '_');
    made.resize(made.find_last_not_of('=') + 1);
    return made;
}

result<page_mark> mark_in(std::string_view cursor, std::string_view list, const key_box& keys) {
    // One mark has one spelling.
    if (cursor.find_first_of("+/=") != cursor.npos) return no(reason::page_token_invalid);
    std::string token(cursor);
    std::ranges::replace(token, '-', '+');
    std::ranges::replace(token, '_', '/');
    token.resize((token.size() + 3) / 4 * 4, '=');
    return mark_in_token(token, list, keys);
}

} // namespace cppo::service
