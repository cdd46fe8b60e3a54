#include "service/reading/page.h"

#include <charconv>

#include "service/secrets/digest.h"

namespace cppo::service {
namespace {

std::string seal_of(std::string_view body, std::string_view asked) {
    return sha256_hex(std::string(body) + "\n" + std::string(asked)).substr(0, 16);
}

} // namespace

std::string token_of(const page_mark& mark, std::string_view asked) {
    const std::string body = std::to_string(mark.order) + "/" + mark.id;
    return in_hex(seal_of(body, asked) + body);
}

result<std::optional<page_mark>> mark_of(std::string_view token, std::string_view asked) {
    if (token.empty()) return std::nullopt;
    constexpr std::size_t seal_size = 16;
    const auto text = from_hex(token);
    if (!text || text->size() < seal_size) return no(reason::page_token_invalid);
    const std::string_view body = std::string_view(*text).substr(seal_size);
    const auto slash = body.find('/');
    if (std::string_view(*text).substr(0, seal_size) != seal_of(body, asked) ||
        slash == std::string_view::npos)
        return no(reason::page_token_invalid);
    page_mark made{0, std::string(body.substr(slash + 1))};
    std::from_chars(body.data(), body.data() + slash, made.order);
    return made;
}

} // namespace cppo::service
