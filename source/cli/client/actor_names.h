// What the actors of a demo are called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cppo::cli {

// The part of that name: `partner` is what the trade calls a reseller, and `partner2` the second.
inline std::string part_named(std::string_view name) {
    constexpr std::string_view partner = "partner";
    if (!name.starts_with(partner)) return std::string(name);
    return "reseller" + std::string(name.substr(partner.size()));
}

// All names of a part, its own first.
inline std::vector<std::string> names_of_part(const std::string& part) {
    constexpr std::string_view reseller = "reseller";
    if (!part.starts_with(reseller)) return {part};
    return {part, "partner" + part.substr(reseller.size())};
}

} // namespace cppo::cli
