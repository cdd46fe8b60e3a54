#include "wire/message/message.h"

#include <algorithm>

namespace cppo::wire {
namespace {

char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string_view request::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

std::string_view request::query() const {
    const auto mark = target.find('?');
    if (mark == std::string::npos) return {};
    return std::string_view(target).substr(mark + 1);
}

std::optional<std::string_view> request::find_header(std::string_view name) const {
    for (const header& each : headers)
        if (same_name(each.name, name)) return each.value;
    return {};
}

std::optional<std::string_view> request::find_repeated(
    std::span<const std::string_view> names) const {
    for (const std::string_view name : names)
        if (std::ranges::count_if(
                headers, [name](const header& each) { return same_name(each.name, name); }) > 1)
            return name;
    return {};
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), small_letter);
    return small;
}

bool same_name(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, small_letter, small_letter);
}

} // namespace cppo::wire
