// Every way the engine says no, in order of precedence, with one sentence each.
// Reasons are stored by name (in change sets, command records and answers): never rename, never
// reuse.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cppo {

enum class reason {
#define CPPO_REASON(name, sentence) name,
#include "ground/reasons.inc"
#undef CPPO_REASON
};

inline constexpr std::size_t reason_count = 0
#define CPPO_REASON(name, sentence) +1
#include "ground/reasons.inc"
#undef CPPO_REASON
    ;

// Whether each reason stands in one of the lists, and in no more. A table that is checked by it
// does not compile once there is a reason it says nothing of.
template <std::size_t... Sizes>
consteval bool is_each_reason_in_one(const std::array<reason, Sizes>&... lists) {
    std::array<int, reason_count> seen{};
    const auto count = [&](const auto& list) {
        for (const reason each : list) ++seen[static_cast<std::size_t>(each)];
    };
    (count(lists), ...);
    for (const int times : seen)
        if (times != 1) return false;
    return true;
}

// The reason's stored name, such as "offer_expired".
std::string_view name_of(reason why);

// The reason of that name, if there is one.
std::optional<reason> reason_named(std::string_view name);

// The sentence a person reads when nothing more specific is known.
std::string_view sentence_of(reason why);

} // namespace cppo
