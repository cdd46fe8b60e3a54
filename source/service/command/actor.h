// Who calls: a user of an account, from somewhere. The operator may act for another account.
#pragma once

#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/result.h"
#include "market/parties/account.h"
#include "market/parties/permission.h"
#include "market/parties/user.h"

namespace cppo::service {

struct actor {
    account_id account;
    user_id user;
    market::user_role part = market::user_role::viewer;
    std::vector<std::string> actions; // empty: all the part allows
    bool is_operator = false;
    std::string peer;
    std::string credential = {}; // the access key or session the call was made with

    // Whether the user may make this call. Viewers read.
    bool may(const market::permission& what, bool changes_something) const;
    // Whether it may change entities of this type by it, where it may make the call.
    bool may_change(const market::permission& by, std::string_view entity_type) const {
        return market::allows(actions, by, market::group_of_entity(entity_type));
    }
};

// Users, keys and registrations are for the account's own administrators and the operator's.
result<void> may_administer(const actor& by, const account_id& owner);

} // namespace cppo::service
