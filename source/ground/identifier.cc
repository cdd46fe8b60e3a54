#include "ground/identifier.h"

#include <algorithm>

namespace cppo {

bool is_identifier_text(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '\'' && c != '<' && c != '>';
    });
}

result<account_id> account_id::parse(std::string_view text) {
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (text.size() != 12 || !digits)
        return no_because(reason::malformed_value, "An account id has twelve digits.",
                          std::string(text.substr(0, 64)));
    return account_id(std::string(text));
}

} // namespace cppo
