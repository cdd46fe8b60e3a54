#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/party_answers.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::account_service;
using service::approval_service;

// The operator sees all accounts, others their own.
result<answer> list_accounts(account_service& accounts, const call& from) {
    if (from.who.is_operator)
        return list_answer(TRY(accounts.list(TRY(page_in(from)))), account_json);
    return list_answer(std::vector{TRY(accounts.describe(from.who.account))}, account_json);
}

result<answer> create_account(account_service& accounts, const call& from) {
    service::account_order order{TRY(account_in(from.input, "accountId")),
                                 text_in(from.input, "name"),
                                 text_in(from.input, "email"),
                                 text_in(from.input, "country"),
                                 TRY(account_in(from.input, "payerAccountId")),
                                 {},
                                 "",
                                 from.idempotency_key,
                                 from.request_hash};
    for (const json::value& each : wire::get_list(from.input, "roles"))
        order.roles.insert(notation::get_named<market::role>(each.as_string()));
    return answer{account_json(TRY(accounts.create(from.who, order)))};
}

result<answer> describe_account(account_service& accounts, const call& from) {
    return answer{account_json(TRY(accounts.describe(TRY(account_asked(from)))))};
}

result<answer> list_users(account_service& accounts, const call& from) {
    return list_answer(accounts.users(TRY(account_asked(from))), user_json);
}

result<service::user_order> user_in(const call& from) {
    service::user_order order{
        TRY(account_asked(from)),
        text_in(from.input, "email"),
        notation::get_named<market::user_role>(wire::get_text(from.input, "role")),
        {},
        text_in(from.input, "password"),
        from.idempotency_key,
        from.request_hash};
    if (const auto* actions = wire::find_list(from.input, "actions"))
        for (const json::value& each : *actions) order.actions.emplace_back(each.as_string());
    return order;
}

result<answer> add_user(account_service& accounts, approval_service& approvals, const call& from) {
    const service::user_order order = TRY(user_in(from));
    const auto made =
        TRY(approvals.run(TRY(accounts.adding_user(from.who, order)), asked_in(from, "AddUser")));
    if (made.waits) return waiting(made);
    return answer{user_json(accounts.user_of(order.owner, user_id::minted(made.id)))};
}

result<answer> issue_key(account_service& accounts, const call& from) {
    service::key_order order{TRY(account_asked(from)), {}, from.idempotency_key, from.request_hash};
    if (const auto user = wire::find_text(from.input, "userId"))
        order.user = TRY(user_id::parse(*user));
    const auto key = TRY(accounts.issue_key(from.who, order));
    json::object made{{"accessKeyId", key.id}};
    if (key.is_new) made["secretAccessKey"] = key.secret; // told once (R-CON-02)
    return answer{std::move(made)};
}

result<answer> close_account(service::account_closing& closing, const call& from) {
    const account_id of = TRY(account_asked(from));
    return answer{
        account_json(TRY(closing.close(from.who, {of, from.idempotency_key, from.request_hash})))};
}

} // namespace

prepare users_to_add(account_service& accounts) {
    return [&accounts](const call& from) -> result<service::deed> {
        return accounts.adding_user(from.who, TRY(user_in(from)));
    };
}

std::vector<route> account_routes(account_service& accounts, approval_service& approvals,
                                  service::account_closing& closing) {
    const auto with = [&accounts](auto run) {
        return [&accounts, run](const call& from) { return run(accounts, from); };
    };
    const std::string all = "/console/v1/accounts";
    const std::string one = all + "/{accountId}";
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListAccounts", "GET", all, everybody, reads,
         permission_group::registration, anybodys, "AccountList", "AccountPage", 200, {},
         "Accounts: all for the operator, else one's own", with(list_accounts)},
        {"CreateAccount", "POST", all, operator_may, changes,
         permission_group::registration, duty::administration, "AccountOrder", "Account", 201,
         {reason::account_exists, reason::payer_unknown}, "Create an account",
         with(create_account)},
        {"GetAccount", "GET", one, everybody, reads,
         permission_group::registration, anybodys, "AccountNamed", "Account", 200,
         {reason::account_not_found}, "An account", with(describe_account)},
        {"ListUsers", "GET", one + "/users", everybody, reads,
         permission_group::users, duty::administration, "AccountNamed", "Users", 200,
         {reason::account_not_found}, "The users of an account", with(list_users)},
        {"AddUser", "POST", one + "/users", everybody, changes,
         permission_group::users, duty::administration, "UserOrder", "User",
         {201, {{202, "Waiting"}}},
         {reason::account_not_found, reason::account_closed, reason::permission_unknown,
          reason::duty_not_for_account, reason::wider_than_maker},
         "Add a user: an administrator, an editor or a viewer",
         [&accounts, &approvals](const call& from) {
             return add_user(accounts, approvals, from);
         }},
        {"CreateAccessKey", "POST", one + "/access-keys", everybody, changes,
         permission_group::users, duty::administration, "KeyOrder", "AccessKey", 201,
         {reason::account_not_found, reason::user_not_found, reason::account_closed,
          reason::wider_than_maker},
         "Issue an access key; its secret is shown once", with(issue_key)},
        {"CloseAccount", "DELETE", one, operator_may, changes,
         permission_group::registration, duty::administration, "AccountNamed", "Account", 200,
         {reason::account_not_found, reason::account_in_use},
         "Close an account that is part of nothing open",
         [&closing](const call& from) { return close_account(closing, from); }},
    };
    // clang-format on
}

} // namespace cppo::console
