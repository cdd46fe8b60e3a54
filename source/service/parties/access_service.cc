#include "service/parties/access_service.h"

#include "store/tables/views.h"

#include "store/tables/parties.h"

namespace cppo::service {

using namespace market;
using store::session;

listed<used_key> access_service::keys(const account_id& owner, const page_request& at) {
    auto rows = on_.read([&](session& in, instant) {
        std::vector<used_key> found;
        for (access_key& each : store::select<access_key>(
                 in, "WHERE owner = $1 AND id > $2 AND state <> 'deleted' ORDER BY id LIMIT $3",
                 {owner.text(), at.after ? at.after->id : "", at.one_more()}))
            found.push_back({std::move(each)});
        for (used_key& each : found) each.last = uses_.last(in, owner, each.key.id);
        return found;
    });
    return listed_in(at, std::move(rows),
                     [](const used_key& each) { return page_mark{0, each.key.id}; });
}

result<used_key> access_service::disable_key(const actor& by, const key_change& order) {
    return change_key(by, order, "DisableAccessKey", key_state::disabled);
}

result<used_key> access_service::enable_key(const actor& by, const key_change& order) {
    return change_key(by, order, "EnableAccessKey", key_state::active);
}

result<used_key> access_service::delete_key(const actor& by, const key_change& order) {
    return change_key(by, order, "DeleteAccessKey", key_state::deleted);
}

result<used_key> access_service::change_key(const actor& by, const key_change& order,
                                            const char* operation, key_state becomes) {
    CHECK_OK(may_administer(by, order.owner));
    const command what{by, order.owner, operation, order.token, order.request_hash};
    CHECK_OK(on_.run(what, [&](session& in, mint&, instant) -> result<outcome> {
        const auto of = store::find<access_key>(in, order.owner, order.key);
        if (!of) return no(reason::access_key_not_found, order.key);
        return outcome{TRY(market::change_key(*of, becomes)), order.key, order.key};
    }));
    return on_.read([&](session& in, instant) {
        return used_key{store::find<access_key>(in, order.owner, order.key).value(),
                        uses_.last(in, order.owner, order.key)};
    });
}

result<user> access_service::change_user(const actor& by, const user_change_order& order) {
    return run(by, order, "ChangeUser");
}

result<user> access_service::disable_user(const actor& by, user_change_order order) {
    order.change = {{}, {}, user_state::disabled};
    return run(by, order, "DisableUser");
}

result<user> access_service::enable_user(const actor& by, user_change_order order) {
    order.change = {{}, {}, user_state::active};
    return run(by, order, "EnableUser");
}

result<deed> access_service::changing_user(const actor& by, const user_change_order& order,
                                           const char* operation) {
    CHECK_OK(may_administer(by, order.owner));
    const auto change = [this, by, order](session& in, mint&, instant) -> result<outcome> {
        const auto of = store::find<user>(in, order.owner, order.user);
        if (!of) return no(reason::user_not_found, order.user.text());
        const user_change& asked = order.change;
        const auto whose = store::find<account>(in, order.owner).value();
        const auto list = asked.actions.value_or(of->actions);
        if (asked.actions) CHECK_OK(check_list(list, known_, whose.plays(role::operator_)));
        const bool only_stops =
            asked.state == user_state::disabled && !asked.actions && !asked.part;
        if (!only_stops && !by.may_give(list, known_))
            return no(reason::wider_than_maker, of->id.text());
        const auto all = store::select<user>(in, "WHERE owner = $1", {order.owner.text()});
        decision made = TRY(market::change_user(*of, asked, all, by.account != order.owner));
        return outcome{std::move(made), order.user.text(), order.user.text()};
    };
    return deed{{by, order.owner, operation, order.token, order.request_hash},
                change,
                [owner = order.owner](session& in, const second_person& rules) {
                    const auto whose = store::find<account>(in, owner);
                    return rules.duties && whose && whose->plays(role::operator_);
                }};
}

result<user> access_service::run(const actor& by, const user_change_order& order,
                                 const char* operation) {
    const deed made = TRY(changing_user(by, order, operation));
    CHECK_OK(on_.run(made.what, made.how));
    return user_of(order.owner, order.user);
}

user access_service::user_of(const account_id& owner, const user_id& id) {
    return on_.read([&](session& in, instant) { return store::find<user>(in, owner, id).value(); });
}

} // namespace cppo::service
