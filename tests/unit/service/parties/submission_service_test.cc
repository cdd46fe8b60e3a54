#include "service/parties/submission_service.h"

#include "service/secrets/sealed.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using namespace cppo::market;

class seller_submission : public with_a_deal {
  protected:
    static submitted a_bank(const std::string& iban = "DE89 3704 0044 0532 0130 00") {
        return {.bank = bank_account{
                    .holder = "Northwind", .unit = currency::usd, .iban = iban, .bic = "COBADEFF"}};
    }
    result<registration> submit(const service::actor& by, submitted what,
                                const std::string& token = "") {
        return control.submit(by, {isv.account, std::move(what), token, ""});
    }
    result<registration> decide(const service::actor& by, seller_part part,
                                registration_state state) {
        return control.decide(by, {isv.account, {part, state, "Seen."}, "", ""});
    }

    service::submission_service control{market.engine, market.keys};
};
CPPO_ON_BOTH_ENGINES_OF(seller_submission);

TEST_P(seller_submission, is_kept_whole_and_its_bank_account_sealed) {
    submitted all = a_bank();
    all.legal_name = "Northwind GmbH";
    all.address = postal_address{"Hauptstr. 1", {}, "Berlin", "BE", "10117", "DE"};
    all.contact = contact_person{"A. Muster", "a@example.com", "+49 30 1"};
    all.tax_numbers = {{"DE", "DE123456789"}, {"US", "12-3456789"}};
    ASSERT_TRUE(submit(isv, all));
    const submission kept = control.describe(isv.account)->sent;
    EXPECT_EQ(kept.legal_name, all.legal_name);
    EXPECT_EQ(kept.address, all.address);
    EXPECT_EQ(kept.contact->phone, "+49 30 1");
    EXPECT_EQ(kept.tax_numbers, all.tax_numbers);
    EXPECT_EQ(kept.bank->last_four, "3000");
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM seller_submission WHERE sealed_bank = ''"), 0);
    const std::string opened =
        service::open(market.keys, kept.sealed_bank, service::sealed_place::of_bank(isv.account));
    EXPECT_TRUE(opened.contains("DE89370400440532013000")) << opened;
    // It opens in no other account's place.
    EXPECT_THROW(service::open(market.keys, kept.sealed_bank,
                               service::sealed_place::of_bank(partner.account)),
                 std::runtime_error);
}

TEST_P(seller_submission, holds_what_is_paid_out_until_the_operator_has_seen_it) {
    invoiced();
    ASSERT_TRUE(submit(isv, a_bank()));
    EXPECT_EQ(control.describe(isv.account)->of.bank, registration_state::pending);
    ASSERT_TRUE(market.pay(operator_, invoices.at(0), "0.55"));
    ASSERT_TRUE(market.move_to(instant::parse("2027-02-20T09:00:00Z").value()));
    const auto paid = [&] {
        return market.count("SELECT COUNT(*) FROM disbursement WHERE owner = $1",
                            {isv.account.text()});
    };
    EXPECT_EQ(paid(), 0);
    ASSERT_TRUE(decide(operator_, seller_part::bank, registration_state::complete));
    ASSERT_TRUE(market.move_to(instant::parse("2027-03-20T09:00:00Z").value()));
    EXPECT_EQ(paid(), 1);
}

TEST_P(seller_submission, is_for_administrators_and_decided_on_by_the_operator) {
    service::actor editing = isv;
    editing.part = user_role::editor;
    EXPECT_TRUE(refused(submit(editing, a_bank()), reason::action_not_allowed));
    EXPECT_TRUE(refused(submit(stranger, a_bank()), reason::account_not_found));
    EXPECT_TRUE(submit(operator_, a_bank()));
    EXPECT_TRUE(refused(decide(isv, seller_part::bank, registration_state::complete),
                        reason::action_not_allowed));
    EXPECT_TRUE(refused(control.submit(buyer, {buyer.account, a_bank(), "", ""}),
                        reason::seller_not_found));
    EXPECT_TRUE(
        refused(submit(isv, a_bank("DE00370400440532013000")), reason::bank_account_invalid));
    const auto made = decide(operator_, seller_part::bank, registration_state::failed);
    EXPECT_EQ(made->sent.decisions.at(0).note, "Seen.");
    EXPECT_TRUE(refused(market.accounts.register_seller(
                            isv, isv.account, {.bank = registration_state::complete}, "", ""),
                        reason::action_not_allowed));
}

TEST_P(seller_submission, is_stored_once_under_its_token) {
    ASSERT_TRUE(submit(isv, a_bank(), "token"));
    ASSERT_TRUE(decide(operator_, seller_part::bank, registration_state::complete));
    EXPECT_EQ(submit(isv, a_bank(), "token")->of.bank, registration_state::complete);
}

TEST_P(seller_submission, of_a_payer_is_what_stands_on_its_invoices) {
    EXPECT_FALSE(control.billing(buyer.account));
    const postal_address address{"Unter den Linden 1", "2. OG", "Berlin", {}, "10117", "DE"};
    for (const std::string name : {"Fabrikam", "Fabrikam GmbH"})
        ASSERT_TRUE(control.change_billing(
            buyer, {{buyer.account, 0, name, address, tax_number{"DE", "DE1"}}, "", ""}));
    EXPECT_EQ(control.billing(buyer.account)->legal_name, "Fabrikam GmbH");
    EXPECT_EQ(control.billing(buyer.account)->address, address);
    EXPECT_TRUE(
        refused(control.change_billing(stranger, {{buyer.account, 0, "X", address, {}}, "", ""}),
                reason::account_not_found));
}

} // namespace
} // namespace cppo::story
