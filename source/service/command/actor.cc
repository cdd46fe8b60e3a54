#include "service/command/actor.h"

#include <algorithm>

namespace cppo::service {

bool actor::may(const std::string& action, bool changes_something) const {
    if (changes_something && part == market::user_role::viewer) return false;
    return actions.empty() || std::ranges::find(actions, action) != actions.end();
}

result<void> may_administer(const actor& by, const account_id& owner) {
    if (by.account != owner && !by.is_operator) return no(reason::account_not_found, owner.text());
    if (by.part != market::user_role::admin) return no(reason::action_not_allowed);
    return {};
}

} // namespace cppo::service
