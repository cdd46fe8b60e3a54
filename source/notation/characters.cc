#include "notation/characters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace cppo::notation {
namespace {

struct range {
    std::uint32_t first;
    std::uint32_t last;
};

bool is_in(std::span<const range> ranges, std::uint32_t character) {
    return std::ranges::any_of(ranges, [character](const range& each) {
        return each.first <= character && character <= each.last;
    });
}

// Control characters, direction marks, and what is not seen.
constexpr std::array misleading{
    range{0x0000, 0x001F}, range{0x007F, 0x009F}, range{0x00AD, 0x00AD},  range{0x034F, 0x034F},
    range{0x061C, 0x061C}, range{0x115F, 0x1160}, range{0x180E, 0x180E},  range{0x200B, 0x200F},
    range{0x2028, 0x202E}, range{0x2060, 0x206F}, range{0x3164, 0x3164},  range{0xFEFF, 0xFEFF},
    range{0xFFA0, 0xFFA0}, range{0xFFF9, 0xFFFB}, range{0xE0000, 0xE007F}};

// Arabic, Syriac, N'Ko and the scripts of India and its neighbours write with joiners.
constexpr std::array joining{range{0x0600, 0x08FF}, range{0x0900, 0x0DFF}, range{0x0F00, 0x0FFF},
                             range{0x1000, 0x109F}, range{0x1780, 0x17FF}, range{0xFB50, 0xFDFF},
                             range{0xFE70, 0xFEFC}};
constexpr std::uint32_t non_joiner = 0x200C;
constexpr std::uint32_t joiner = 0x200D;

std::uint32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t made = size == 1 ? first : first & (0x7FU >> size);
    for (const char next : text.substr(1, size - 1))
        made = made << 6 | (static_cast<unsigned char>(next) & 0x3FU);
    text.remove_prefix(std::min(size, text.size()));
    return made;
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

} // namespace

bool is_readable(std::string_view text, writing as) {
    if (as == writing::document || is_plain(text)) return true;
    std::vector<std::uint32_t> characters;
    while (!text.empty()) characters.push_back(take_character(text));
    for (std::size_t at = 0; at < characters.size(); ++at) {
        const std::uint32_t each = characters[at];
        const bool is_space = each == '\n' || each == '\r' || each == '\t';
        if (as == writing::prose && is_space) continue;
        const bool joins = (each == non_joiner || each == joiner) && at > 0 &&
                           at + 1 < characters.size() && is_in(joining, characters[at - 1]) &&
                           is_in(joining, characters[at + 1]);
        if (!joins && is_in(misleading, each)) return false;
    }
    return true;
}

} // namespace cppo::notation
