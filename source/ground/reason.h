// Every way the engine says no, in order of precedence, with one sentence each.
// Reasons are stored by name (in change sets, command records and answers): never rename, never
// reuse.
#pragma once

#include <optional>
#include <string_view>

namespace cppo {

enum class reason {
#define CPPO_REASON(name, sentence) name,
#include "ground/reasons.inc"
#undef CPPO_REASON
};

// The reason's stored name, such as "offer_expired".
std::string_view name_of(reason why);

// The reason of that name, if there is one.
std::optional<reason> reason_named(std::string_view name);

// The sentence a person reads when nothing more specific is known.
std::string_view sentence_of(reason why);

} // namespace cppo
