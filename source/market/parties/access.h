// What becomes of users and access keys: stopped, started again, deleted, given another part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/parties/user.h"

#include "ground/result.h"
#include "market/decision.h"

namespace cppo::market {

// Whether a request signed with the key is its user's; both must be active.
bool opens(const access_key& key, const user& of);

// The key in another state. Refuses (access_key_not_found) a key that was deleted: it never comes
// back.
result<decision> change_key(const access_key& of, key_state becomes);

// A new key of the same user in the place of one, which is disabled at the same moment: it can be
// let in again where a program was forgotten, and is deleted then (R-ACC-04). Refuses
// (access_key_not_found) a key that was deleted.
result<decision> rotate_key(const access_key& of, access_key fresh);

// What is given replaces what the user has; an empty list of actions allows all its part allows.
struct user_change {
    std::optional<user_role> part;
    std::optional<std::vector<std::string>> actions;
    std::optional<user_state> state;
};

// The user as changed. `all` are the users of its account. Its own administrators leave it an
// active one (last_administrator); another account, the operator, may stop everybody.
result<decision> change_user(const user& of, const user_change& change,
                             const std::vector<user>& all, bool by_another_account);

} // namespace cppo::market
