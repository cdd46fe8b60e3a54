#include "service/parties/founding.h"

#include "service/command/callers.h"
#include "service/secrets/digest.h"
#include "service/secrets/sealed.h"
#include "store/tables/commands.h"
#include "store/tables/parties.h"

namespace cppo::service {
namespace {

using market::registration_state;
using market::role;

struct part {
    std::string name;
    std::string title;
    std::set<role> roles;
};

// Founding is nobody's doing but the server's own.
actor the_server() {
    return {.account = account_id::minted("000000000000"),
            .user = user_id::minted("usr-server"),
            .part = market::user_role::admin,
            .actions = {},
            .is_operator = true,
            .peer = "server"};
}

constexpr const char* secret_name = "founding_secret";
constexpr const char* history_name = "demo_history_begins";
constexpr const char* told_name = "founders_told"; // parts, each with a space behind it

// Long enough for a deal of ten years to have ended a while ago.
constexpr std::int64_t history_days = 3'750;

// A secret that is made once and kept sealed: the passwords of the founders are derived from it, so
// that they can be told again.
std::string founding_secret(engine& on, const key_box& keys) {
    std::string secret;
    on.store().write([&](store::session& in) {
        if (const auto kept = store::find<market::setting>(in, std::string(secret_name))) {
            secret = open(keys, kept->value, sealed_place::of_founding());
            return;
        }
        secret = random_bytes(32);
        store::put(in,
                   market::setting{secret_name, seal(keys, secret, sealed_place::of_founding())});
    });
    return secret;
}

// Only a marketplace that has nothing yet can begin in the past.
void begin_history(engine& on) {
    on.store().write([&](store::session& in) {
        if (store::find<market::setting>(in, std::string(secret_name))) return;
        const day today = on.clock().real_now().day();
        const instant begins = instant::start_of(today.plus_days(-history_days));
        on.clock().set(in, clock_mode::frozen, begins);
        store::put(in, market::setting{history_name, std::to_string(begins.ms())});
    });
}

void register_as_seller(account_service& accounts, const account_id& id, const std::string& token) {
    constexpr auto complete = registration_state::complete;
    const auto registered = accounts.register_seller(
        the_server(), id,
        {.profile = complete, .tax = complete, .bank = complete, .service_linked_role = complete},
        token, "");
    if (!registered) throw std::runtime_error(registered.error().sentence);
}

std::string told_parts(store::session& in) {
    const auto kept = store::find<market::setting>(in, std::string(told_name));
    return kept ? kept->value : "";
}

bool is_told(engine& on, const std::string& part) {
    return on.read([&](store::session& in, instant) {
        return (" " + told_parts(in)).contains(" " + part + " ");
    });
}

// A start that was killed before it could tell left the key sealed in the store.
std::string kept_secret(engine& on, const account_id& owner, const std::string& key,
                        const key_box& keys) {
    return on.read([&](store::session& in, instant) {
        return secret_of(store::find<market::access_key>(in, owner, key).value(), keys);
    });
}

founder found(engine& on, account_service& accounts, const key_box& keys, const part& of) {
    const std::string secret = founding_secret(on, keys);
    const std::string email = of.name + "@demo.example";
    const std::string password = sha256_hex(secret + "/" + of.name).substr(0, 20);
    const auto made = accounts.create(the_server(), {.id = {},
                                                     .name = of.title,
                                                     .email = email,
                                                     .country = "US",
                                                     .payer = {},
                                                     .roles = of.roles,
                                                     .password = password,
                                                     .token = "found-" + of.name,
                                                     .request_hash = ""});
    if (!made) throw std::runtime_error(made.error().sentence);
    if (of.roles.contains(role::seller))
        register_as_seller(accounts, made->id, "register-" + of.name);
    const auto key = accounts.issue_key(the_server(), {made->id, {}, "key-" + of.name, ""});
    if (!key) throw std::runtime_error(key.error().sentence);
    if (is_told(on, of.name)) return {of.name, made->id, {key->id, "", false}, email, ""};
    return {of.name,
            made->id,
            {key->id, kept_secret(on, made->id, key->id, keys), key->is_new},
            email,
            password};
}

} // namespace

founder found_operator(engine& on, account_service& accounts, const key_box& keys) {
    return found(on, accounts, keys, {"operator", "Operator", {role::operator_}});
}

void end_telling(engine& on, const std::vector<founder>& told) {
    on.store().write([&](store::session& in) {
        std::string parts = told_parts(in);
        for (const founder& each : told)
            if (!(" " + parts).contains(" " + each.part + " ")) parts += each.part + " ";
        store::put(in, market::setting{told_name, parts});
    });
}

std::vector<founder> found_demo(engine& on, account_service& accounts, const key_box& keys,
                                bool has_history) {
    if (has_history) begin_history(on);
    std::vector<founder> made;
    for (const part& each : {part{"isv", "Northwind Software", {role::seller}},
                             part{"reseller", "Contoso Partners", {role::seller}},
                             part{"reseller2", "Tailspin Resale", {role::seller}},
                             part{"buyer", "Fabrikam Group", {role::buyer}}})
        made.push_back(found(on, accounts, keys, each));
    made.push_back(found_operator(on, accounts, keys));
    return made;
}

std::optional<instant> untold_history(engine& on) {
    return on.read([&](store::session& in, instant) -> std::optional<instant> {
        const auto kept = store::find<market::setting>(in, std::string(history_name));
        if (!kept || kept->value.empty()) return std::nullopt;
        return instant(std::stoll(kept->value));
    });
}

void end_history(engine& on) {
    on.store().write(
        [&](store::session& in) { store::put(in, market::setting{history_name, ""}); });
}

} // namespace cppo::service
