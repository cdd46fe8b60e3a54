// Who calls: a user of an account, from somewhere. The operator may act for another account.
#pragma once

#include <string>

#include "ground/identifier.h"
#include "market/parties/account.h"
#include "market/parties/seller.h"
#include "market/parties/user.h"

namespace cppo::service {

struct actor {
    account_id account;
    user_id user;
    market::user_role part = market::user_role::viewer;
    std::vector<std::string> actions; // empty: all the part allows
    bool is_operator = false;
    std::string peer;

    // Whether the user may call this operation, such as aws-marketplace:StartChangeSet. Viewers
    // read.
    bool may(const std::string& action, bool changes_something) const;
};

} // namespace cppo::service
