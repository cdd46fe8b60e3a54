// Who calls: a user of an account, from somewhere. The operator may act for another account.
#pragma once

#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/result.h"
#include "market/parties/account.h"
#include "market/parties/permission.h"
#include "market/parties/user.h"
#include "service/command/security.h"

namespace cppo::service {

struct actor {
    account_id account;
    user_id user;
    market::user_role part = market::user_role::viewer;
    std::vector<std::string> actions; // empty: all the part allows
    bool is_operator = false;
    std::string peer;
    std::string credential = {};         // the access key or session the call was made with
    const tell_security* told = nullptr; // of refusals; outlives the call

    // Whether the user may make this call. Viewers read. What is refused is told (R-SEC-01).
    bool may(const market::permission& what, bool changes_something) const;
    // Whether it may change entities of this type by it, where it may make the call.
    bool may_change(const market::permission& by, std::string_view entity_type) const;
    // Whether it may do all that a user with this list may (R-PER-02); `known` are all permissions.
    bool may_give(const std::vector<std::string>& list,
                  const std::vector<market::permission>& known) const;
    // Tells that this was refused to the user.
    void was_refused(std::string_view what) const;
};

// Users, keys and registrations are for the account's own administrators and the operator's.
result<void> may_administer(const actor& by, const account_id& owner);

} // namespace cppo::service
