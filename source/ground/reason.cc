#include "ground/reason.h"

#include <array>

namespace cppo {
namespace {

struct entry {
    std::string_view name;
    std::string_view sentence;
};

constexpr std::array entries{
#define CPPO_REASON(name, sentence) entry{#name, sentence},
#include "ground/reasons.inc"
#undef CPPO_REASON
};

} // namespace

std::string_view name_of(reason why) {
    return entries[static_cast<std::size_t>(why)].name;
}

std::optional<reason> reason_named(std::string_view name) {
    for (std::size_t at = 0; at < entries.size(); ++at)
        if (entries[at].name == name) return static_cast<reason>(at);
    return {};
}

std::string_view sentence_of(reason why) {
    return entries[static_cast<std::size_t>(why)].sentence;
}

} // namespace cppo
