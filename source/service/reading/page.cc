#include "service/reading/page.h"

#include <charconv>

namespace cppo::service {

std::string token_of(const page_mark& mark) {
    return std::to_string(mark.order) + "/" + mark.id;
}

result<std::optional<page_mark>> mark_of(std::string_view token) {
    if (token.empty()) return std::nullopt;
    const auto slash = token.find('/');
    if (slash == std::string_view::npos) return no(reason::page_token_invalid);
    page_mark made{0, std::string(token.substr(slash + 1))};
    const auto [end, error] = std::from_chars(token.data(), token.data() + slash, made.order);
    if (error != std::errc() || end != token.data() + slash) return no(reason::page_token_invalid);
    return made;
}

} // namespace cppo::service
