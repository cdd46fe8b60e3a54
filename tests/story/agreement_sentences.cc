#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<marketplace::choice> read_choice(const std::ssub_match& quantities,
                                        const std::ssub_match& duration) {
    if (!quantities.matched) return marketplace::choice();
    return market::upfront_choice{TRY(period::parse(duration.str())), read_quantities(quantities)};
}

result<void> accept(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    const offer_id& of = on.offer(words[2]);
    std::optional<agreement_id> source;
    if (words[3].matched) source = on.agreement(words[3]).id;
    const auto chosen = TRY(read_choice(words[4], words[5]));
    on.agreements.push_back({by.account, TRY(on.open().accept(by, of, chosen, source)), of});
    return {};
}

result<void> ask_quote(stage& on, const std::smatch& words) {
    const auto chosen = TRY(read_choice(words[3], words[4]));
    const offer_id of = on.offer(words[2]);
    on.quote = quoted_offer{TRY(on.open().quote(on.party(words[1]), of, chosen)).id, of};
    return {};
}

result<void> accept_quote(stage& on, const std::smatch& words) {
    expect(on.quote.has_value(), "nothing is quoted yet");
    const service::actor& by = on.party(words[1]);
    const agreement_id made = TRY(on.open().accept(by, on.quote->id));
    on.agreements.push_back({by.account, made, on.quote->offer});
    return {};
}

std::string status_text(market::agreement_status status) {
    using enum market::agreement_status;
    if (status == active) return "active";
    if (status == cancelled) return "cancelled";
    if (status == expired) return "expired";
    return status == replaced ? "replaced" : "something else";
}

result<void> show_agreement(stage& on, const std::smatch& words) {
    const accepted_offer& made = on.agreement(words[1]);
    const auto seen = TRY(on.open().agreements.describe(made.buyer, made.id));
    expect(status_text(seen.of.status) == words[2], "it is not");
    return {};
}

result<void> show_value(stage& on, const std::smatch& words) {
    const accepted_offer& made = on.agreement(words[1]);
    expect_amount(TRY(on.open().agreements.describe(made.buyer, made.id)).of.value, words[2],
                  "it is worth");
    return {};
}

result<void> show_time(stage& on, const std::smatch& words) {
    const accepted_offer& made = on.agreement(words[1]);
    const market::agreement of = TRY(on.open().agreements.describe(made.buyer, made.id)).of;
    if (!words[3].matched) {
        expect(!of.ends, "it ends");
        return {};
    }
    const auto found = words[2] == "begins" ? of.starts : of.ends;
    expect(found == TRY(read_moment(words[3])), "it is " + (found ? found->text() : "never"));
    return {};
}

void expect_grants(const std::vector<market::grant>& found, const std::string& wanted) {
    const std::string text = found.empty() ? "nothing" : quantities_text(found);
    expect(text == wanted, "it is entitled to " + text);
}

result<void> cancel(stage& on, const std::smatch& words) {
    return on.open().agreements.cancel(on.party(words[1]), on.agreement("").id);
}

// What the buyer may use under all its agreements, as it sees them itself.
result<void> be_entitled(stage& on, const std::smatch& words) {
    const account_id& buyer = on.party(words[1]).account;
    std::vector<market::grant> found;
    for (const accepted_offer& made : on.agreements) {
        if (made.buyer != buyer) continue;
        const auto seen = TRY(on.open().agreements.describe(buyer, made.id));
        for (const market::entitlement& each : on.open().agreements.entitlements(seen))
            if (each.status == market::entitlement_status::provisioned)
                found.insert(found.end(), each.grants.begin(), each.grants.end());
    }
    expect_grants(found, words[2]);
    return {};
}

result<void> see_entitlements(stage& on, const std::smatch& words) {
    const account_id& isv = on.party(words[1]).account;
    const account_id& buyer = on.party(words[2]).account;
    std::vector<market::grant> found;
    for (const auto& each : TRY(on.open().metering.entitlements(isv, on.product("").code())))
        if (each.customer == buyer) found.push_back({each.dimension, each.quantity});
    expect_grants(found, words[3]);
    return {};
}

// A token is for the buyer, as long as it is entitled to something to register for.
result<void> take_token(stage& on, const std::smatch& words) {
    const account_id& buyer = on.party(words[1]).account;
    const auto seen = TRY(on.open().agreements.describe(buyer, on.agreement("").id));
    const market::entitlement given = on.open().agreements.entitlements(seen).at(0);
    expect(seen.is_acceptor && given.status == market::entitlement_status::provisioned,
           "there is none for it");
    on.registration_token = on.open().metering.token_for(seen.of, given.id);
    return {};
}

result<void> resolve_token(stage& on, const std::smatch& words) {
    const auto found = TRY(on.open().metering.resolve(on.party(words[1]), on.registration_token));
    expect(words[2].matched && found.customer == on.party(words[2]).account,
           "it finds " + on.name_of(found.customer));
    expect(found.product_code == on.product("").code(), "it is of " + found.product_code);
    expect(found.license == TRY(on.license_of(on.agreement(""))), "it is of " + found.license);
    return {};
}

} // namespace

std::vector<sentence> agreement_sentences() {
    return {
        {form("PARTY accepts(?: NAME)?(?: in place of NAME)?(?: with QUANTITIES for DURATION)?"),
         accept},
        {form("PARTY asks for a quote(?: of NAME)?(?: with QUANTITIES for DURATION)?"), ask_quote},
        {form("PARTY accepts the quote"), accept_quote},
        {form("the agreement(?: NAME)? is (active|cancelled|expired|replaced)"), show_agreement},
        {form("PARTY cancels the agreement"), cancel},
        {form("the agreement(?: NAME)? is worth AMOUNT"), show_value},
        {form("the agreement(?: NAME)? (?:never ends|(begins|ends) on MOMENT)"), show_time},
        {form("PARTY is entitled to (nothing|QUANTITIES)"), be_entitled},
        {form("PARTY sees that PARTY is entitled to (nothing|QUANTITIES)"), see_entitlements},
        {form("PARTY takes a registration token"), take_token},
        {form("PARTY resolves the token(?: and finds PARTY)?"), resolve_token},
    };
}

} // namespace cppo::story
