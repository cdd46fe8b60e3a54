#include "story/marketplace.h"

#include <stdexcept>

#include "service/usage/usage_totals.h"
#include "store/schema/schema.h"

namespace cppo::story {
namespace {

using namespace market;

instant no_real_time() {
    return instant::parse("2026-01-01T00:00:00Z").value();
}

[[noreturn]] void report(const std::string& what) {
    throw std::runtime_error("The clockwork failed: " + what);
}

service::actor actor_of(const account_id& id) {
    return {.account = id,
            .user = user_id::minted("usr-of-" + id.text()),
            .part = user_role::admin,
            .actions = {},
            .is_operator = false,
            .peer = "127.0.0.1"};
}

} // namespace

marketplace::marketplace(const std::string& url, const std::filesystem::path& key_file,
                         bool sandbox)
    : kept(
          store::database::open({.url = url, .connections = 4, .migrations = store::migrations()})),
      keys(key_file),
      engine(*kept, service::market_clock(no_real_time, sandbox), &keys),
      clockwork(engine, report) {}

void marketplace::begin(instant at) {
    kept->write(
        [&](store::session& in) { engine.clock().set(in, service::clock_mode::frozen, at); });
}

result<void> marketplace::move_to(instant at) {
    CHECK_OK(clockwork.move(service::clock_mode::frozen, at, {}));
    service::roll_up_usage(engine, 1); // so that months are summed from totals and records
    return {};
}

instant marketplace::now() {
    instant made;
    engine.read([&](store::session&, instant at) { made = at; });
    return made;
}

service::actor marketplace::open(const std::string& name, std::set<role> roles,
                                 std::optional<account_id> payer) {
    service::account_order order;
    order.name = name;
    order.email = "admin@example.com";
    order.country = "DE";
    order.payer = std::move(payer);
    order.roles = std::move(roles);
    const auto first = actor_of(account_id::minted("100000000000"));
    const account made = accounts.create(first, order).value();
    service::actor by = actor_of(made.id);
    by.user = accounts.users(made.id).at(0).id;
    if (!made.plays(role::seller)) return by;
    constexpr auto complete = registration_state::complete;
    service::actor approving = by; // states are the operator's to say
    approving.is_operator = true;
    accounts
        .register_seller(approving, made.id,
                         {.profile = complete,
                          .tax = complete,
                          .bank = complete,
                          .service_linked_role = complete},
                         "", "")
        .value();
    return by;
}

service::actor marketplace::open_operator() {
    service::actor made = open("Operator", {role::operator_});
    made.is_operator = true;
    return made;
}

result<change_set> marketplace::start(const service::actor& by, std::vector<change> changes,
                                      change_set_intent intent) {
    service::change_set_request ask;
    ask.intent = intent;
    ask.changes = std::move(changes);
    const change_set_id id = TRY(catalog.start(by, ask));
    clockwork.run_due();
    return catalog.describe(by.account, id);
}

result<void> marketplace::carry_out(const service::actor& by, std::vector<change> changes) {
    const change_set made = TRY(start(by, changes));
    const auto rank_at = [&](std::size_t at) { return changes.at(at).facts().rank; };
    std::optional<std::size_t> first;
    for (std::size_t at = 0; at < made.changes.size(); ++at)
        if (!made.changes[at].errors.empty() && (!first || rank_at(at) < rank_at(*first)))
            first = at;
    if (first) return std::unexpected(made.changes[*first].errors.front());
    return {};
}

result<agreement_request> marketplace::quote(const service::actor& by, const offer_id& of,
                                             const choice& chosen,
                                             const std::optional<agreement_id>& source) {
    service::quote_request ask;
    ask.proposal = proposal_of(of);
    ask.source = source;
    if (const auto seen = agreements.offer_seen(by.account, of))
        for (const std::string& type : term_types(seen->terms)) {
            const bool takes_it = chosen && type == "ConfigurableUpfrontPricingTerm";
            ask.terms.push_back({term_id(of, type), takes_it, takes_it ? chosen : choice()});
        }
    return agreements.request(by, ask);
}

result<agreement_id> marketplace::accept(const service::actor& by, const request_id& quoted) {
    const agreement_id made = TRY(agreements.accept(by, quoted));
    clockwork.run_due();
    return made;
}

result<agreement_id> marketplace::accept(const service::actor& by, const offer_id& of,
                                         const choice& chosen,
                                         const std::optional<agreement_id>& source) {
    return accept(by, TRY(quote(by, of, chosen, source)).id);
}

result<service::recorded_payment> marketplace::pay(const service::actor& by, const invoice_id& id,
                                                   const std::string& amount,
                                                   std::optional<day> received_on) {
    service::payment_order order{.invoice = id,
                                 .amount = amount,
                                 .unit = "USD",
                                 .received_on = std::move(received_on),
                                 .remittance = "by wire"};
    if (const auto space = amount.find(' '); space != std::string::npos) {
        order.amount = amount.substr(0, space);
        order.unit = amount.substr(space + 1);
    }
    auto made = settlement.record_payment(by, order);
    if (made) clockwork.run_due();
    return made;
}

void marketplace::tamper(const std::string& sql, std::initializer_list<store::value> arguments) {
    kept->write([&](store::session& in) {
        if (in.run(sql, arguments) != 1) throw std::logic_error("Not one row: " + sql);
    });
}

std::int64_t marketplace::count(const std::string& sql,
                                std::initializer_list<store::value> arguments) {
    std::int64_t found = 0;
    kept->read([&](store::session& in) {
        in.run(sql, arguments, [&](const store::row& at) { found = at.integer(0); });
    });
    return found;
}

} // namespace cppo::story
