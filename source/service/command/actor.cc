#include "service/command/actor.h"

namespace cppo::service {

bool actor::may(const market::permission& what, bool changes_something) const {
    const bool reads_only = part == market::user_role::viewer;
    if (!(changes_something && reads_only) && market::allows(actions, what)) return true;
    was_refused(what.name);
    return false;
}

bool actor::may_change(const market::permission& by, std::string_view entity_type) const {
    if (market::allows(actions, by, market::group_of_entity(entity_type))) return true;
    was_refused(by.name + " of " + std::string(entity_type));
    return false;
}

bool actor::may_give(const std::vector<std::string>& list,
                     const std::vector<market::permission>& known) const {
    if (market::is_within(list, actions, known)) return true;
    was_refused("more than it may itself");
    return false;
}

void actor::was_refused(std::string_view what) const {
    if (told)
        (*told)({security_kind::permission_refused, credential, account.text(), std::string(what),
                 peer});
}

result<void> may_administer(const actor& by, const account_id& owner) {
    if (by.account != owner && !by.is_operator) return no(reason::account_not_found, owner.text());
    if (by.part == market::user_role::admin) return {};
    by.was_refused("administration of " + owner.text());
    return no(reason::action_not_allowed);
}

} // namespace cppo::service
