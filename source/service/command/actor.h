// Who calls: a user of an account, from somewhere. The operator may act for another account.
#pragma once

#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/result.h"
#include "market/parties/account.h"
#include "market/parties/user.h"

namespace cppo::service {

struct actor {
    account_id account;
    user_id user;
    market::user_role part = market::user_role::viewer;
    std::vector<std::string> actions; // empty: all the part allows
    bool is_operator = false;
    std::string peer;

    // Whether the user may call this operation, such as aws-marketplace:StartChangeSet or
    // opencppo:RecordPayment. Viewers read.
    bool may(const std::string& action, bool changes_something) const;
};

// Users, keys and registrations are for the account's own administrators and the operator's.
result<void> may_administer(const actor& by, const account_id& owner);

} // namespace cppo::service
