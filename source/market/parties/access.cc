#include "market/parties/access.h"

#include <algorithm>

namespace cppo::market {
namespace {

bool administers(const user& of) {
    return of.part == user_role::admin && of.is_active();
}

} // namespace

bool opens(const access_key& key, const user& of) {
    return key.state == key_state::active && of.is_active();
}

result<decision> change_key(const access_key& of, key_state becomes) {
    if (of.state == key_state::deleted) return no(reason::access_key_not_found, of.id);
    decision made;
    if (of.state == becomes) return made;
    access_key changed = of;
    changed.state = becomes;
    made.writes.push_back(std::move(changed));
    return made;
}

result<decision> rotate_key(const access_key& of, access_key fresh) {
    decision made = TRY(change_key(of, key_state::disabled));
    made.made = fresh.id;
    fresh.user = of.user;
    made.writes.push_back(location{fresh.id, fresh.owner, entity_kind::access_key});
    made.writes.push_back(std::move(fresh));
    return made;
}

result<decision> change_user(const user& of, const user_change& change,
                             const std::vector<user>& all, bool by_another_account) {
    user changed = of;
    changed.part = change.part.value_or(of.part);
    changed.actions = change.actions.value_or(of.actions);
    changed.state = change.state.value_or(of.state);
    const bool others_administer = std::ranges::any_of(
        all, [&](const user& each) { return each.id != of.id && administers(each); });
    if (administers(of) && !administers(changed) && !others_administer && !by_another_account)
        return no(reason::last_administrator, of.id.text());
    return decision{.writes = {std::move(changed)}};
}

} // namespace cppo::market
