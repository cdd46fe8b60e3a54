#include "service/parties/founding.h"

#include "service/secrets/digest.h"
#include "store/tables/commands.h"

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

// Long enough for a deal of ten years to have ended a while ago.
constexpr std::int64_t history_days = 3'750;

// A secret that is made once and kept sealed: the passwords of the founders are derived from it, so
// that they can be told again.
std::string founding_secret(engine& on, const key_box& keys) {
    std::string secret;
    on.store().write([&](store::session& in) {
        if (const auto kept = store::find<market::setting>(in, std::string(secret_name))) {
            secret = keys.open(kept->value, secret_name);
            return;
        }
        secret = random_bytes(32);
        store::put(in, market::setting{secret_name, keys.seal(secret, secret_name)});
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
    const auto registered = accounts.register_seller(
        the_server(), id,
        [](market::seller& of) {
            of.profile = of.tax = of.bank = registration_state::complete;
            of.service_linked_role = registration_state::complete;
        },
        token, "");
    if (!registered) throw std::runtime_error(registered.error().sentence);
}

founder found(account_service& accounts, const std::string& secret, const part& of) {
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
    return {of.name, made->id, *key, email, password};
}

} // namespace

founder found_operator(engine& on, account_service& accounts, const key_box& keys) {
    return found(accounts, founding_secret(on, keys), {"operator", "Operator", {role::operator_}});
}

std::vector<founder> found_demo(engine& on, account_service& accounts, const key_box& keys,
                                bool has_history) {
    if (has_history) begin_history(on);
    const std::string secret = founding_secret(on, keys);
    std::vector<founder> made;
    for (const part& each : {part{"isv", "Northwind Software", {role::seller}},
                             part{"reseller", "Contoso Partners", {role::seller}},
                             part{"reseller2", "Tailspin Resale", {role::seller}},
                             part{"buyer", "Fabrikam Group", {role::buyer}}})
        made.push_back(found(accounts, secret, each));
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
