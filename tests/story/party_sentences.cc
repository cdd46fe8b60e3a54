#include "story/sentences.h"
#include "story/words.h"

namespace cppo::story {
namespace {

result<void> introduce(stage& on, const std::smatch& words) {
    static const std::regex one("(isv|partner|buyer|seller) \"([^\"]+)\"");
    const std::string text = words[0];
    for (const std::smatch& each : all_of(text, one)) {
        const auto part = each[1] == "buyer" ? market::role::buyer : market::role::seller;
        on.enter(each[1], each[2], on.open().open(each[2], {part}));
    }
    return {};
}

result<void> introduce_member(stage& on, const std::smatch& words) {
    const account_id payer = on.party(words[2]).account;
    on.enter("buyer", words[1], on.open().open(words[1], {market::role::buyer}, payer));
    return {};
}

result<void> prefer(stage& on, const std::smatch& words) {
    const service::actor& by = on.party(words[1]);
    market::disbursement_preference wish{market::disbursement_frequency::daily, 10};
    if (words[2].matched) wish = {market::disbursement_frequency::monthly, std::stoi(words[2])};
    const market::registration_change change{.frequency = wish.frequency, .on = wish.on};
    CHECK_OK(on.open().accounts.register_seller(by, by.account, change, "", ""));
    on.open().clockwork.run_due();
    return {};
}

result<void> lose_bank(stage& on, const std::smatch& words) {
    const account_id& of = on.party(words[1]).account;
    const market::registration_change change{.bank = market::registration_state::failed};
    CHECK_OK(on.open().accounts.register_seller(on.marketplace_operator(), of, change, "", ""));
    return {};
}

// The operator finds a part of a seller's registration wanting, or in order again.
result<void> judge(stage& on, const std::smatch& words) {
    const account_id& of = on.party(words[1]).account;
    const std::string part = words[2];
    const auto becomes = words[3] == "fails" ? market::registration_state::failed
                                             : market::registration_state::complete;
    market::registration_change change;
    (part == "profile"             ? change.profile
     : part == "tax form"          ? change.tax
     : part == "proof of identity" ? change.kyc
                                   : change.bank) = becomes;
    CHECK_OK(on.open().accounts.register_seller(on.marketplace_operator(), of, change, "", ""));
    return {};
}

} // namespace

std::vector<sentence> party_sentences() {
    return {
        {form("(?:(?: and )?(?:isv|partner|buyer|seller) \"[^\"]+\")+"), introduce},
        {form("buyer NAME whose invoices are for PARTY"), introduce_member},
        {form("PARTY wants to be paid (?:daily|monthly on day ([0-9]+))"), prefer},
        {form("PARTY loses its bank account"), lose_bank},
        {form("PARTY's (profile|tax form|proof of identity|bank account) (fails|is in order)"),
         judge},
    };
}

} // namespace cppo::story
