#include "service/command/actor.h"

namespace cppo::service {

bool actor::may(const market::permission& what, bool changes_something) const {
    if (changes_something && part == market::user_role::viewer) return false;
    return market::allows(actions, what);
}

result<void> may_administer(const actor& by, const account_id& owner) {
    if (by.account != owner && !by.is_operator) return no(reason::account_not_found, owner.text());
    if (by.part != market::user_role::admin) return no(reason::action_not_allowed);
    return {};
}

} // namespace cppo::service
