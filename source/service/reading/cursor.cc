#include "service/reading/cursor.h"

#include <openssl/crypto.h>

#include <charconv>

#include "service/secrets/digest.h"

namespace cppo::service {
namespace {

constexpr std::size_t signature_size = 16;

std::string context_of(std::string_view list) {
    return "cursor\n" + std::string(list);
}

} // namespace

std::string cursor_of(const page_mark& mark, std::string_view list, const key_box& keys) {
    const std::string body = std::to_string(mark.order) + "/" + mark.id;
    return in_hex(keys.signature(body, context_of(list)) + body);
}

result<page_mark> mark_in(std::string_view cursor, std::string_view list, const key_box& keys) {
    const auto text = from_hex(cursor);
    // One mark has one spelling.
    if (!text || in_hex(*text) != cursor || text->size() < signature_size)
        return no(reason::page_token_invalid);
    const std::string_view body = std::string_view(*text).substr(signature_size);
    const std::string expected = keys.signature(body, context_of(list));
    const auto slash = body.find('/');
    if (CRYPTO_memcmp(text->data(), expected.data(), signature_size) != 0 ||
        slash == std::string_view::npos)
        return no(reason::page_token_invalid);
    page_mark made{0, std::string(body.substr(slash + 1))};
    std::from_chars(body.data(), body.data() + slash, made.order);
    return made;
}

} // namespace cppo::service
