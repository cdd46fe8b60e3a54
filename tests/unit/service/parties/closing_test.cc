#include "service/parties/closing.h"

#include "service/command/callers.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using namespace cppo::market;

class closing : public with_a_deal {
  protected:
    result<cppo::market::account> close(const service::actor& of, const std::string& token = "") {
        return control.close(operator_, {of.account, token, ""});
    }
    // The kinds of things that the account is part of, each by the first word of its path.
    std::set<std::string> in_use(const service::actor& of) {
        const auto made = close(of);
        std::set<std::string> kinds;
        if (made) return kinds;
        EXPECT_TRUE(refused(made, reason::account_in_use));
        for (const violation& each : made.error().violations)
            kinds.insert(each.path.substr(1, each.path.find('/', 1) - 1));
        return kinds;
    }
    bool opens(const service::issued_key& key) {
        service::callers known{market.engine, market.keys};
        return known.find_by_key(key.id).has_value();
    }

    service::account_closing control{market.engine};
};
CPPO_ON_BOTH_ENGINES_OF(closing);

using kinds = std::set<std::string>;

TEST_P(closing, is_refused_while_something_is_open) {
    EXPECT_EQ(in_use(isv), kinds{"resaleAuthorizations"});
    EXPECT_EQ(in_use(partner), kinds{"resaleAuthorizations"});
    accept();
    const kinds deal{"agreements", "charges"};
    const auto with = [](kinds of, const char* more) {
        of.insert(more);
        return of;
    };
    EXPECT_EQ(in_use(isv), with(deal, "resaleAuthorizations"));
    EXPECT_EQ(in_use(partner), with(with(deal, "resaleAuthorizations"), "offers"));
    EXPECT_EQ(in_use(buyer), with(deal, "offers"));
    EXPECT_EQ(in_use(stranger), kinds{});
}

TEST_P(closing, waits_for_money_that_is_open_and_for_accounts_that_are_paid_for) {
    const service::actor payer = market.open("Fabrikam Holding", {role::buyer});
    const service::actor member = market.open("Fabrikam Asia", {role::buyer}, payer.account);
    EXPECT_EQ(in_use(payer), kinds{"accounts"});
    invoiced();
    const kinds whole{"agreements", "invoices"};
    EXPECT_TRUE(std::ranges::includes(in_use(buyer), whole));
    EXPECT_TRUE(std::ranges::includes(in_use(isv), whole));
    for (const invoice_id& each : invoices) ASSERT_TRUE(market.pay(operator_, each, "0.55"));
    EXPECT_FALSE(in_use(buyer).contains("invoices"));
    EXPECT_TRUE(in_use(partner).contains("balances"));
    EXPECT_TRUE(in_use(isv).contains("balances"));
    ASSERT_TRUE(market.move_to(instant::parse("2029-01-19T09:00:00Z").value()));
    for (const service::actor& each : {isv, partner, buyer, member, payer})
        EXPECT_EQ(in_use(each), kinds{}) << each.account.text();
}

TEST_P(closing, leaves_an_account_without_users_and_keys) {
    const auto key = market.accounts.issue_key(operator_, {stranger.account, {}, "", ""}).value();
    ASSERT_TRUE(opens(key));
    EXPECT_EQ(close(stranger, "token")->state, account_state::closed);
    EXPECT_EQ(close(stranger, "token")->state, account_state::closed);
    EXPECT_EQ(close(stranger)->state, account_state::closed);
    EXPECT_FALSE(opens(key));
    EXPECT_TRUE(refused(
        market.accounts.add_user(
            operator_, {stranger.account, "a@example.com", user_role::admin, {}, "", "", ""}),
        reason::account_closed));
    EXPECT_TRUE(refused(market.accounts.issue_key(operator_, {stranger.account, {}, "", ""}),
                        reason::account_closed));
    EXPECT_TRUE(refused(market.accounts.rotate_key(operator_, {stranger.account, key.id, "", ""}),
                        reason::account_closed));
    EXPECT_EQ(market.accounts.describe(stranger.account)->state, account_state::closed);
}

TEST_P(closing, makes_an_account_nobody_for_what_is_new) {
    const service::actor other = market.open("Tailspin", {role::buyer});
    ASSERT_TRUE(close(stranger) && close(other));
    service::account_order order;
    order.id = other.account;
    EXPECT_TRUE(refused(market.accounts.create(operator_, order), reason::account_exists));
    order.id.reset();
    order.payer = other.account;
    EXPECT_TRUE(refused(market.accounts.create(operator_, order), reason::payer_unknown));
    const auto authorize = [&](const account_id& reseller, const account_id& for_buyer) {
        return market.carry_out(
            isv, story::authorization_changes({ids.next<authorization_kind>(),
                                               product,
                                               reseller,
                                               {for_buyer},
                                               "2026-12-31",
                                               "P12M",
                                               "USD",
                                               "m",
                                               {{"2027-01-17", "0.50"}, {"2027-01-18", "0.50"}}}));
    };
    EXPECT_TRUE(
        refused(authorize(stranger.account, buyer.account), reason::reseller_not_registered));
    EXPECT_TRUE(refused(authorize(partner.account, other.account), reason::buyer_account_unknown));
    EXPECT_TRUE(authorize(partner.account, buyer.account));
}

TEST_P(closing, is_the_operators_and_leaves_an_operator) {
    EXPECT_TRUE(
        refused(control.close(stranger, {stranger.account, "", ""}), reason::action_not_allowed));
    EXPECT_TRUE(refused(control.close(operator_, {account_id::minted("999999999999"), "", ""}),
                        reason::account_not_found));
    EXPECT_EQ(in_use(operator_), kinds{"accounts"});
    const service::actor second = market.open("Operator 2", {role::operator_, role::buyer});
    EXPECT_EQ(close(operator_)->state, account_state::closed);
    EXPECT_EQ(in_use(second), kinds{"accounts"});
}

} // namespace
} // namespace cppo::story
