#include "service/parties/account_service.h"

#include "store/tables/money.h"
#include "store/tables/parties.h"
#include "store/tables/views.h"

#include "service/secrets/digest.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

std::string key_context(const account_id& owner, const std::string& id) {
    return owner.text() + "/" + id;
}

std::string in_base32(std::string_view bytes, std::string_view alphabet) {
    std::string made;
    for (const char each : bytes)
        made += alphabet[static_cast<unsigned char>(each) % alphabet.size()];
    return made;
}

issued_key fresh_key() {
    constexpr std::string_view upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::string_view secret =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return {"AKIA" + in_base32(random_bytes(16), upper), in_base32(random_bytes(40), secret)};
}

// Users, keys and registrations are for the account's own administrators and the operator's.
result<void> may_administer(const actor& by, const account_id& owner) {
    if (by.account != owner && !by.is_operator) return no(reason::account_not_found, owner.text());
    if (by.part != user_role::admin) return no(reason::action_not_allowed);
    return {};
}

// The user a new key is for.
std::optional<user_id> key_user(session& in, const actor& by, const key_order& order) {
    if (order.user) {
        const auto found = store::find<user>(in, order.owner, *order.user);
        return found ? std::optional(found->id) : std::nullopt;
    }
    if (by.account == order.owner) return by.user;
    const auto admins = store::select<user>(
        in, "WHERE owner = $1 AND part = 'admin' ORDER BY id LIMIT 1", {order.owner.text()});
    return admins.empty() ? std::nullopt : std::optional(admins[0].id);
}

// Hashing takes its time on purpose; a command that is repeated needs no hash.
std::string hash_unless_run(engine& on, const command& what, const std::string& password) {
    return password.empty() || on.has_run(what) ? "" : hash_password(password);
}

seller unregistered(const account_id& owner) {
    constexpr auto open = registration_state::not_started;
    return {owner, 0, open, open, open, registration_state::not_required, open, {}};
}

} // namespace

result<account> account_service::create(const actor& by, const account_order& order) {
    const command what{by, by.account, "CreateAccount", order.token, order.request_hash};
    const std::string hash = hash_unless_run(on_, what, order.password);
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        const account_id id = order.id ? *order.id : ids.next_account();
        if (store::find<account>(in, id)) return no(reason::account_exists, id.text());
        if (order.payer && !store::find<account>(in, *order.payer))
            return no(reason::payer_unknown, order.payer->text());
        outcome made{{}, id.text(), id.text()};
        made.decision.writes.push_back(
            account{id, 0, order.name, order.email, order.country, order.payer, order.roles, now});
        made.decision.writes.push_back(
            user{id, ids.next<user_kind>(), order.email, user_role::admin, {}, hash});
        if (order.roles.contains(role::seller)) made.decision.writes.push_back(unregistered(id));
        return made;
    });
    return describe(account_id::minted(TRY(answer)));
}

result<account> account_service::describe(const account_id& id) {
    std::optional<account> found;
    on_.read([&](session& in, instant) { found = store::find<account>(in, id); });
    if (!found) return no(reason::account_not_found, id.text());
    return std::move(*found);
}

result<page<account>> account_service::list(const cut& at) {
    const auto mark = TRY(mark_of(at.after, ""));
    page<account> made;
    on_.read([&](session& in, instant) {
        made.items =
            store::select<account>(in, "WHERE owner > $1 ORDER BY owner LIMIT $2",
                                   {mark ? mark->id : "", static_cast<std::int64_t>(at.size) + 1});
    });
    if (made.items.size() > at.size) {
        made.items.resize(at.size, made.items.front());
        made.next = token_of({0, made.items.back().id.text()}, "");
    }
    return made;
}

result<user> account_service::add_user(const actor& by, const user_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    const command what{by, order.owner, "AddUser", order.token, order.request_hash};
    const std::string hash = hash_unless_run(on_, what, order.password);
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant) -> result<outcome> {
        if (!store::find<account>(in, order.owner))
            return no(reason::account_not_found, order.owner.text());
        const user made{order.owner, ids.next<user_kind>(), order.email,
                        order.part,  order.actions,         hash};
        const std::string id = made.id.text();
        return outcome{{{}, {made}, {}}, id, id};
    });
    const user_id id = user_id::minted(TRY(answer));
    std::optional<user> found;
    on_.read([&](session& in, instant) { found = store::find<user>(in, order.owner, id); });
    return found.value();
}

std::vector<user> account_service::users(const account_id& owner) {
    std::vector<user> made;
    on_.read([&](session& in, instant) {
        made = store::select<user>(in, "WHERE owner = $1 ORDER BY id", {owner.text()});
    });
    return made;
}

result<issued_key> account_service::issue_key(const actor& by, const key_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    const account_id& owner = order.owner;
    const command what{by, owner, "CreateAccessKey", order.token, order.request_hash};
    const issued_key fresh = fresh_key();
    const auto answer = on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto whose = key_user(in, by, order);
        if (!whose) return no(reason::user_not_found, owner.text());
        outcome made{{}, fresh.id, fresh.id};
        made.decision.writes.push_back(access_key{
            owner, fresh.id, *whose, keys_.seal(fresh.secret, key_context(owner, fresh.id)), now});
        made.decision.writes.push_back(location{fresh.id, owner, entity_kind::access_key});
        return made;
    });
    const std::string id = TRY(answer);
    // A repeated call under its token answers the key it made before.
    const auto made = find_key(id);
    return issued_key{id, made.value().secret};
}

std::optional<key_owner> account_service::find_key(const std::string& access_key_id) {
    {
        const std::shared_lock lock(mutex_);
        const auto found = remembered_.find(access_key_id);
        if (found != remembered_.end()) return found->second;
    }
    auto made = load_key(access_key_id);
    if (!made) return {};
    const std::unique_lock lock(mutex_);
    if (remembered_.size() >= remembered_max) remembered_.clear();
    remembered_.emplace(access_key_id, *made);
    return made;
}

std::optional<key_owner> account_service::load_key(const std::string& access_key_id) {
    std::optional<key_owner> made;
    on_.read([&](session& in, instant) {
        const auto place = store::find<location>(in, access_key_id);
        if (!place || place->kind != entity_kind::access_key) return;
        const auto key = store::find<access_key>(in, place->owner, access_key_id);
        const auto whose = store::find<user>(in, key->owner, key->user);
        const auto of = store::find<account>(in, key->owner);
        made = key_owner{keys_.open(key->sealed_secret, key_context(key->owner, key->id)),
                         actor{.account = key->owner,
                               .user = whose->id,
                               .part = whose->part,
                               .actions = whose->actions,
                               .is_operator = of->plays(role::operator_),
                               .peer = {}}};
    });
    return made;
}

result<seller> account_service::registration(const account_id& owner) {
    std::optional<seller> found;
    on_.read([&](session& in, instant) { found = store::find<seller>(in, owner); });
    if (!found) return no(reason::seller_not_found, owner.text());
    return std::move(*found);
}

result<seller> account_service::register_seller(const actor& by, const account_id& owner,
                                                const std::function<void(seller&)>& change,
                                                const std::string& token,
                                                const std::string& request_hash) {
    CHECK_OK(may_administer(by, owner));
    const command what{by, owner, "RegisterSeller", token, request_hash};
    const auto answer = on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto found = store::find<seller>(in, owner);
        if (!found) return no(reason::seller_not_found, owner.text());
        seller changed = *found;
        change(changed);
        outcome made{{}, owner.text(), owner.text()};
        for (const payable& each :
             store::select<payable>(in, "WHERE owner = $1 AND disbursed IS NULL", {owner.text()})) {
            const day pay_on = changed.preference.next_after(each.collected_on, now.day());
            made.decision.writes.push_back(due_work{owner, due_kind::disburse,
                                                    std::string(code_of(each.amount.unit())),
                                                    std::max(now, instant::start_of(pay_on))});
        }
        made.decision.writes.push_back(std::move(changed));
        return made;
    });
    CHECK_OK(answer);
    return registration(owner);
}

} // namespace cppo::service
