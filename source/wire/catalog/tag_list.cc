#include "wire/catalog/tag_list.h"

#include "wire/message/fault_table.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

// R-TAG-01: letters, numbers, separators and `_.:/=+-@`. Outside ASCII only control
// characters are refused.
bool is_tag_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool digit = byte >= '0' && byte <= '9';
        if (byte < 0x80 && !letter && !digit &&
            std::string_view(" _.:/=+-@").find(text[at]) == std::string_view::npos)
            return false;
        const bool control = byte == 0xc2 && static_cast<unsigned char>(text[at + 1]) < 0xa0;
        if (control) return false;
    }
    return true;
}

} // namespace

std::expected<std::vector<market::tag>, fault> read_tags(const json::object& in,
                                                         std::string_view member) {
    std::vector<market::tag> made;
    const auto* list = find_list(in, member);
    if (!list) return made;
    for (const json::value& each : *list) {
        const auto& one = each.as_object();
        made.push_back({std::string(get_text(one, "Key")), std::string(get_text(one, "Value"))});
        if (!is_tag_text(made.back().key) || !is_tag_text(made.back().value))
            return std::unexpected(catalog_invalid_at(
                "/" + std::string(member) + "/" + std::to_string(made.size() - 1),
                "A tag has characters it may not have."));
    }
    return made;
}

std::expected<std::vector<std::string>, fault> read_tag_keys(const json::array& in) {
    std::vector<std::string> made;
    for (const json::value& each : in) {
        made.emplace_back(each.as_string());
        if (!is_tag_text(made.back()))
            return std::unexpected(catalog_invalid_at("/TagKeys/" + std::to_string(made.size() - 1),
                                                      "A tag key has characters it may not have."));
    }
    return made;
}

} // namespace cppo::wire
