#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/party_answers.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using market::key_state;
using service::access_service;
using service::account_service;
using service::approval_service;

json::object key_json(const service::used_key& of) {
    json::object made{{"accessKeyId", of.key.id},
                      {"userId", of.key.user.text()},
                      {"createdAt", of.key.created.text()},
                      {"state", cppo::name_of(of.key.state)}};
    if (of.last) {
        made["lastUsedAt"] = of.last->used.text();
        made["lastUsedFrom"] = of.last->from;
    }
    return made;
}

result<service::key_change> key_asked(const call& from) {
    return service::key_change{TRY(account_asked(from)), text_in(from.input, "accessKeyId"),
                               from.idempotency_key, from.request_hash};
}

result<answer> list_keys(access_service& access, const call& from) {
    return list_answer(access.keys(TRY(account_asked(from)), TRY(page_in(from))), key_json);
}

result<answer> change_key(access_service& access, const call& from) {
    const auto order = TRY(key_asked(from));
    if (notation::get_named<key_state>(wire::get_text(from.input, "state")) == key_state::active)
        return answer{key_json(TRY(access.enable_key(from.who, order)))};
    return answer{key_json(TRY(access.disable_key(from.who, order)))};
}

result<answer> delete_key(access_service& access, const call& from) {
    return answer{key_json(TRY(access.delete_key(from.who, TRY(key_asked(from)))))};
}

result<service::user_change_order> change_in(const call& from) {
    service::user_change_order order{TRY(account_asked(from)),
                                     TRY(user_id::parse(wire::get_text(from.input, "userId"))),
                                     {},
                                     from.idempotency_key,
                                     from.request_hash};
    if (const auto part = wire::find_text(from.input, "role"))
        order.change.part = notation::get_named<market::user_role>(*part);
    if (const auto state = wire::find_text(from.input, "state"))
        order.change.state = notation::get_named<market::user_state>(*state);
    if (const auto* actions = wire::find_list(from.input, "actions")) {
        order.change.actions.emplace();
        for (const json::value& each : *actions)
            order.change.actions->emplace_back(each.as_string());
    }
    return order;
}

result<answer> change_user(access_service& access, approval_service& approvals, const call& from) {
    const auto order = TRY(change_in(from));
    const auto made = TRY(
        approvals.run(TRY(access.changing_user(from.who, order)), asked_in(from, "ChangeUser")));
    if (made.waits) return waiting(made);
    return answer{user_json(access.user_of(order.owner, order.user))};
}

result<answer> rotate_key(account_service& accounts, const call& from) {
    const service::key_change asked = TRY(key_asked(from));
    const auto key = TRY(
        accounts.rotate_key(from.who, {asked.owner, asked.key, asked.token, asked.request_hash}));
    json::object made{{"accessKeyId", key.id}};
    if (key.is_new) made["secretAccessKey"] = key.secret; // told once (R-CON-02)
    return answer{std::move(made)};
}

} // namespace

prepare users_to_change(access_service& access) {
    return [&access](const call& from) -> result<service::deed> {
        return access.changing_user(from.who, TRY(change_in(from)));
    };
}

std::vector<route> access_routes(access_service& access, account_service& accounts,
                                 approval_service& approvals) {
    const auto with = [](auto& on, auto run) {
        return [&on, run](const call& from) { return run(on, from); };
    };
    const std::string account = "/console/v1/accounts/{accountId}";
    const std::string all = account + "/access-keys";
    const std::string one = all + "/{accessKeyId}";
    const std::vector key_refusals{reason::account_not_found, reason::access_key_not_found};
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListAccessKeys", "GET", all, everybody, reads,
         permission_group::users, duty::administration, "KeyList", "AccessKeyPage", 200,
         {reason::account_not_found}, "The access keys of an account, and when they were last used",
         with(access, list_keys)},
        {"ChangeAccessKey", "PUT", one, everybody, changes,
         permission_group::users, duty::administration, "KeyChange", "UsedAccessKey", 200,
         key_refusals, "Disable an access key, or let it in again", with(access, change_key)},
        {"DeleteAccessKey", "DELETE", one, everybody, changes,
         permission_group::users, duty::administration, "KeyNamed", "UsedAccessKey", 200,
         key_refusals, "Delete an access key for ever", with(access, delete_key)},
        {"RotateAccessKey", "POST", one + "/rotation", everybody, changes,
         permission_group::users, duty::administration, "KeyNamed", "AccessKey", 201,
         {reason::account_not_found, reason::access_key_not_found, reason::account_closed,
          reason::wider_than_maker},
         "A new access key of the same user; the old one is disabled",
         with(accounts, rotate_key)},
        {"ChangeUser", "PUT", account + "/users/{userId}", everybody, changes,
         permission_group::users, duty::administration, "UserChange", "User",
         {200, {{202, "Waiting"}}},
         {reason::account_not_found, reason::user_not_found, reason::last_administrator,
          reason::permission_unknown, reason::duty_not_for_account, reason::wider_than_maker},
         "Give a user another role or other actions; stop a user, and start it again",
         [&access, &approvals](const call& from) { return change_user(access, approvals, from); }},
    };
    // clang-format on
}

} // namespace cppo::console
