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

// A person or program that acts for an account. An empty list of actions allows all its role
// allows (R-ACC-02).
struct user {
    account_id owner;
    user_id id;
    std::string email;
    user_role part;
    std::vector<std::string> actions; // such as aws-marketplace:StartChangeSet
    std::string password_hash;
};

// An access key of a user; the secret is sealed with the server's key file.
struct access_key {
    account_id owner;
    std::string id;
    user_id user;
    std::string sealed_secret;
    instant created;
};

} // namespace cppo::market
