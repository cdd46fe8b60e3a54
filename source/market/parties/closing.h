// Accounts that are closed: nothing new is made with them, and what was stays.
#pragma once

#include <string>
#include <vector>

#include "ground/result.h"
#include "market/decision.h"
#include "market/parties/account.h"

namespace cppo::market {

// Something an account is still part of, as a path: /agreements/agmt-...
struct open_thing {
    std::string path;
    std::string what; // "It is a party of an active agreement."
};

// How many of them a refusal names.
inline constexpr std::size_t open_things_told = 100;

// The account as closed; a closed one stays so (R-ACC-06). Refuses (account_in_use), each open
// thing as a violation, an account that is part of something open, and one without whom the
// marketplace has no operator.
result<decision> close(const account& of, const std::vector<open_thing>& open,
                       bool is_last_operator);

} // namespace cppo::market
