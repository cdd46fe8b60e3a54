#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> accept(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    const offer_id& of = on.offer(words[2]);
    marketplace::choice chosen;
    if (words[3].matched)
        chosen =
            market::upfront_choice{TRY(period::parse(words[4].str())), read_quantities(words[3])};
    on.agreements.push_back({by.account, TRY(on.open().accept(by, of, chosen)), of});
    return {};
}

result<void> show_agreement(stage& on, const std::smatch& words) {
    const accepted_offer& made = on.agreement(words[1]);
    const auto seen = TRY(on.open().agreements.describe(made.buyer, made.id));
    const auto wanted =
        words[2] == "active" ? market::agreement_status::active : market::agreement_status::expired;
    expect(seen.of.status == wanted, "it is not");
    return {};
}

void expect_grants(const std::vector<market::grant>& found, const std::string& wanted) {
    const std::string text = found.empty() ? "nothing" : quantities_text(found);
    expect(text == wanted, "it is entitled to " + text);
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
        {form("PARTY accepts(?: NAME)?(?: with QUANTITIES for DURATION)?"), accept},
        {form("the agreement(?: NAME)? is (active|expired)"), show_agreement},
        {form("PARTY is entitled to (nothing|QUANTITIES)"), be_entitled},
        {form("PARTY sees that PARTY is entitled to (nothing|QUANTITIES)"), see_entitlements},
        {form("PARTY takes a registration token"), take_token},
        {form("PARTY resolves the token(?: and finds PARTY)?"), resolve_token},
    };
}

} // namespace cppo::story
