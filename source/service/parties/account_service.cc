#include "service/parties/account_service.h"

#include "store/tables/views.h"

#include "market/money/disbursing.h"
#include "market/parties/access.h"
#include "service/command/callers.h"
#include "service/secrets/digest.h"
#include "store/tables/money.h"
#include "store/tables/parties.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

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

// A repeated call under its token answers the key it made before, whatever became of it, and its
// secret never again (R-CON-02).
issued_key told(std::string id, const issued_key& fresh) {
    if (id == fresh.id) return fresh;
    return {std::move(id), "", false};
}

bool is_open(session& in, const account_id& id) {
    const auto found = store::find<account>(in, id);
    return found && found->is_open();
}

// A closed account gets no users and no keys (R-ACC-06).
result<void> is_not_closed(session& in, const account_id& id) {
    const auto found = store::find<account>(in, id);
    if (found && !found->is_open()) return no(reason::account_closed, id.text());
    return {};
}

result<void> is_there(session& in, const account_id& id) {
    if (!store::find<account>(in, id)) return no(reason::account_not_found, id.text());
    return is_not_closed(in, id);
}

// The user a new key is for.
std::optional<user> key_user(session& in, const actor& by, const key_order& order) {
    if (order.user) return store::find<user>(in, order.owner, *order.user);
    if (by.account == order.owner) return store::find<user>(in, order.owner, by.user);
    const auto admins = store::select<user>(
        in, "WHERE owner = $1 AND part = 'admin' AND state = 'active' ORDER BY id LIMIT 1",
        {order.owner.text()});
    return admins.empty() ? std::nullopt : std::optional(admins[0]);
}

// The key as it is kept.
access_key made_for(const user_id& whose, const account_id& owner, const issued_key& fresh,
                    const actor& by, const key_box& keys, instant now) {
    return {.owner = owner,
            .id = fresh.id,
            .revision = 0,
            .user = whose,
            .sealed_secret = sealed_secret(owner, fresh.id, fresh.secret, keys),
            .created = now,
            .made_by = by.user.text()};
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
        if (order.payer && !is_open(in, *order.payer))
            return no(reason::payer_unknown, order.payer->text());
        outcome made{{}, id.text(), id.text()};
        made.decision.writes.push_back(
            account{id, 0, order.name, order.email, order.country, order.payer, order.roles, now});
        made.decision.writes.push_back(
            user{id, ids.next<user_kind>(), 0, order.email, user_role::admin, {}, hash});
        if (order.roles.contains(role::seller)) made.decision.writes.push_back(unregistered(id));
        return made;
    });
    return describe(account_id::minted(TRY(answer)));
}

result<account> account_service::describe(const account_id& id) {
    auto found = on_.read([&](session& in, instant) { return store::find<account>(in, id); });
    if (!found) return no(reason::account_not_found, id.text());
    return std::move(*found);
}

result<listed<account>> account_service::list(const page_request& at) {
    auto rows = on_.read([&](session& in, instant) {
        return store::select<account>(in, "WHERE owner > $1 ORDER BY owner LIMIT $2",
                                      {at.after ? at.after->id : "", at.one_more()});
    });
    return listed_in(at, std::move(rows),
                     [](const account& each) { return page_mark{0, each.id.text()}; });
}

result<deed> account_service::adding_user(const actor& by, const user_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    const command what{by, order.owner, "AddUser", order.token, order.request_hash};
    const std::string hash = hash_unless_run(on_, what, order.password);
    const auto add = [this, by, order, hash](session& in, mint& ids, instant) -> result<outcome> {
        CHECK_OK(is_there(in, order.owner));
        const account of = store::find<account>(in, order.owner).value();
        CHECK_OK(check_list(order.actions, known_, of.plays(role::operator_)));
        if (!by.may_give(order.actions, known_)) return no(reason::wider_than_maker);
        const user made{order.owner, ids.next<user_kind>(), 0,   order.email,
                        order.part,  order.actions,         hash};
        const std::string id = made.id.text();
        return outcome{{{}, {made}, {}}, id, id};
    };
    const auto is_of_operator = [owner = order.owner](session& in, const second_person& rules) {
        const auto of = store::find<account>(in, owner);
        return rules.duties && of && of->plays(role::operator_);
    };
    return deed{what, add, is_of_operator};
}

result<user> account_service::add_user(const actor& by, const user_order& order) {
    const deed made = TRY(adding_user(by, order));
    return user_of(order.owner, user_id::minted(TRY(on_.run(made.what, made.how))));
}

user account_service::user_of(const account_id& owner, const user_id& id) {
    return on_.read([&](session& in, instant) { return store::find<user>(in, owner, id).value(); });
}

std::vector<user> account_service::users(const account_id& owner) {
    return on_.read([&](session& in, instant) {
        return store::select<user>(in, "WHERE owner = $1 ORDER BY id", {owner.text()});
    });
}

result<issued_key> account_service::issue_key(const actor& by, const key_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    const account_id& owner = order.owner;
    const command what{by, owner, "CreateAccessKey", order.token, order.request_hash};
    const issued_key fresh = fresh_key();
    const auto answer = on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        CHECK_OK(is_not_closed(in, owner));
        const auto whose = key_user(in, by, order);
        if (!whose) return no(reason::user_not_found, owner.text());
        if (!by.may_give(whose->actions, known_)) return no(reason::wider_than_maker);
        outcome made{{}, fresh.id, fresh.id};
        made.decision.writes.push_back(made_for(whose->id, owner, fresh, by, keys_, now));
        made.decision.writes.push_back(location{fresh.id, owner, entity_kind::access_key});
        return made;
    });
    return told(TRY(answer), fresh);
}

result<issued_key> account_service::rotate_key(const actor& by, const rotation_order& order) {
    CHECK_OK(may_administer(by, order.owner));
    const account_id& owner = order.owner;
    const command what{by, owner, "RotateAccessKey", order.token, order.request_hash};
    const issued_key fresh = fresh_key();
    const auto answer = on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        CHECK_OK(is_not_closed(in, owner));
        const auto of = store::find<access_key>(in, owner, order.key);
        if (!of) return no(reason::access_key_not_found, order.key);
        const auto whose = store::find<user>(in, owner, of->user).value();
        if (!by.may_give(whose.actions, known_)) return no(reason::wider_than_maker);
        return outcome::of(
            TRY(market::rotate_key(*of, made_for(whose.id, owner, fresh, by, keys_, now))));
    });
    return told(TRY(answer), fresh);
}

result<seller> account_service::registration(const account_id& owner) {
    auto found = on_.read([&](session& in, instant) { return store::find<seller>(in, owner); });
    if (!found) return no(reason::seller_not_found, owner.text());
    return std::move(*found);
}

result<seller> account_service::register_seller(const actor& by, const account_id& owner,
                                                const registration_change& change,
                                                const std::string& token,
                                                const std::string& request_hash) {
    CHECK_OK(may_administer(by, owner));
    const command what{by, owner, "RegisterSeller", token, request_hash};
    const auto answer = on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto found = store::find<seller>(in, owner);
        if (!found) return no(reason::seller_not_found, owner.text());
        seller changed = TRY(change_registration(*found, change, by.is_operator));
        outcome made{{}, owner.text(), owner.text()};
        const auto open =
            store::select<payable>(in, "WHERE owner = $1 AND disbursed IS NULL", {owner.text()});
        for (const due_work& each : pay_days_of(*found, changed, open, now))
            made.decision.writes.push_back(each);
        made.decision.writes.push_back(std::move(changed));
        return made;
    });
    CHECK_OK(answer);
    return registration(owner);
}

} // namespace cppo::service
