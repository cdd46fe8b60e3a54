#include "market/parties/submission.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using enum registration_state;

const account_id owner = account_id::minted("100000000001");
const instant now = instant::parse("2026-11-20T09:00:00Z").value();

registration of_state(registration_state each) {
    return {{owner, 1, each, each, each, not_required, not_started, {}}, {owner, 0}};
}
registration sent(const registration& was, const submitted& what) {
    return submit(was, what, "sealed", now).value();
}
submitted a_bank() {
    return {.bank = bank_account{.holder = "Northwind",
                                 .unit = currency::eur,
                                 .iban = "DE89370400440532013000",
                                 .bic = "COBADEFF"}};
}
std::vector<registration_state> states(const registration& of) {
    return {of.of.profile, of.of.tax, of.of.bank};
}

TEST(submission, makes_the_parts_that_are_sent_in_pending) {
    for (const auto was : {not_started, complete, failed}) {
        const registration before = of_state(was);
        EXPECT_EQ(states(sent(before, {.legal_name = "Northwind"})),
                  (std::vector{pending, was, was}));
        EXPECT_EQ(states(sent(before, {.contact = contact_person{"A", "a@example.com", {}}})),
                  (std::vector{pending, was, was}));
        EXPECT_EQ(states(sent(before, {.tax_numbers = {{{"DE", "DE123456789"}}}})),
                  (std::vector{was, pending, was}));
        EXPECT_EQ(states(sent(before, a_bank())), (std::vector{was, was, pending}));
        EXPECT_EQ(states(sent(before, {})), (std::vector{was, was, was}));
        EXPECT_EQ(sent(before, a_bank()).of.kyc, not_required);
    }
}

TEST(submission, replaces_what_is_sent_in_again_and_keeps_the_rest) {
    registration made = sent(of_state(not_started), {.legal_name = "Northwind"});
    made = sent(made, {.address = postal_address{"Hauptstr. 1", {}, "Berlin", {}, "10117", "DE"}});
    EXPECT_EQ(made.sent.legal_name, "Northwind");
    EXPECT_EQ(made.sent.address->city, "Berlin");
    made = sent(made, {.legal_name = "Northwind GmbH"});
    EXPECT_EQ(made.sent.legal_name, "Northwind GmbH");
    EXPECT_EQ(made.sent.submitted_at, now);
}

TEST(submission, keeps_a_bank_account_sealed_and_shows_its_last_four) {
    const registration made = sent(of_state(not_started), a_bank());
    EXPECT_EQ(made.sent.sealed_bank, "sealed");
    EXPECT_EQ(made.sent.bank->last_four, "3000");
    submitted wrong = a_bank();
    wrong.bank->iban = "DE88370400440532013000";
    EXPECT_TRUE(
        refused(submit(of_state(not_started), wrong, "sealed", now), reason::bank_account_invalid));
}

TEST(submission, is_decided_on_part_by_part) {
    registration made = sent(of_state(not_started), a_bank());
    EXPECT_TRUE(
        refused(decide(made, {seller_part::tax, complete, {}}, now), reason::nothing_submitted));
    made = decide(made, {seller_part::bank, failed, "The holder is another."}, now).value();
    EXPECT_EQ(made.of.bank, failed);
    ASSERT_EQ(made.sent.decisions.size(), 1U);
    EXPECT_EQ(made.sent.decisions[0].note, "The holder is another.");
    made = decide(made, {seller_part::bank, complete, {}}, now.plus_ms(1)).value();
    ASSERT_EQ(made.sent.decisions.size(), 1U);
    EXPECT_EQ(made.sent.decisions[0].state, complete);
    EXPECT_EQ(made.sent.decisions[0].note, std::nullopt);
    // A changed account is paid to once it was seen.
    EXPECT_EQ(sent(made, a_bank()).of.bank, pending);
    EXPECT_EQ(sent(made, a_bank()).of.held_in(currency::eur), payout_hold::profile);
}

TEST(submission, is_not_needed_for_what_was_begun_before_and_for_identity) {
    EXPECT_EQ(decide(of_state(pending), {seller_part::tax, complete, {}}, now)->of.tax, complete);
    EXPECT_EQ(decide(of_state(not_started), {seller_part::kyc, pending, {}}, now)->of.kyc, pending);
    for (const auto state : {not_started, not_required})
        EXPECT_TRUE(refused(decide(of_state(complete), {seller_part::bank, state, {}}, now),
                            reason::registration_state_out_of_order));
}

TEST(registration, has_states_that_the_operator_alone_says) {
    const seller was = of_state(not_started).of;
    for (const registration_change& each :
         {registration_change{.profile = complete}, registration_change{.tax = complete},
          registration_change{.bank = complete}, registration_change{.kyc = not_required},
          registration_change{.bank = not_started}}) {
        EXPECT_TRUE(refused(change_registration(was, each, false), reason::action_not_allowed));
        EXPECT_TRUE(change_registration(was, each, true));
    }
    const auto own = change_registration(was,
                                         {.service_linked_role = complete,
                                          .currencies = {{currency::eur}},
                                          .frequency = disbursement_frequency::daily,
                                          .on = day_of_month(28)},
                                         false);
    EXPECT_EQ(own->service_linked_role, complete);
    EXPECT_EQ(own->currencies, std::set{currency::eur});
    EXPECT_EQ(own->preference, (disbursement_preference{disbursement_frequency::daily, 28}));
    EXPECT_EQ(own->bank, not_started);
}

} // namespace
} // namespace cppo::market
