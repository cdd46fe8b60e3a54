// The users of an account, and the access keys they call with.
#pragma once

#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::market {

enum class user_role { admin, editor, viewer };
constexpr auto names_of(user_role) {
    using enum user_role;
    return names<user_role>({{admin, "admin"}, {editor, "editor"}, {viewer, "viewer"}});
}

enum class user_state { active, disabled };
constexpr auto names_of(user_state) {
    using enum user_state;
    return names<user_state>({{active, "active"}, {disabled, "disabled"}});
}

// A person or program that acts for an account. An empty list of actions allows all its role
// allows (R-ACC-02).
struct user {
    account_id owner;
    user_id id;
    std::int64_t revision;
    std::string email;
    user_role part;
    std::vector<std::string> actions; // aws-marketplace:StartChangeSet, opencppo:RecordPayment
    std::string password_hash;
    user_state state = user_state::active;

    bool is_active() const { return state == user_state::active; }
};

// A deleted key stays, so that its id never names another one.
enum class key_state { active, disabled, deleted };
constexpr auto names_of(key_state) {
    using enum key_state;
    return names<key_state>({{active, "active"}, {disabled, "disabled"}, {deleted, "deleted"}});
}

// An access key of a user; the secret is sealed with the server's key file.
struct access_key {
    account_id owner;
    std::string id;
    std::int64_t revision;
    user_id user;
    std::string sealed_secret;
    instant created;
    key_state state = key_state::active;
    std::string made_by = {}; // the user who had it made, and so saw its secret
};

} // namespace cppo::market
