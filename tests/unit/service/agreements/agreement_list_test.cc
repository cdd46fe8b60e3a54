#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::view_role;

// Three more offers to the same buyer, each of a product of its own, since it has one agreement on
// services at a time.
class agreement_list : public with_a_deal {
  protected:
    agreement_list() {
        for (const char* duration : {"P12M", "P13M", "P12M"}) {
            const product_id sold = ids.next<product_kind>();
            EXPECT_TRUE(market.carry_out(isv, product_changes(sold, "Migration", "m")));
            const authorization_order order{ids.next<authorization_kind>(),
                                            sold,
                                            partner.account,
                                            {buyer.account},
                                            "2026-12-31",
                                            duration,
                                            "USD",
                                            "m",
                                            {{"2027-01-17", "1"}}};
            EXPECT_TRUE(market.carry_out(isv, story::authorization_changes(order)));
            offers.push_back(ids.next<offer_kind>());
            EXPECT_TRUE(market.carry_out(
                partner,
                story::offer_changes({offers.back(), order.id, "Offer", "0", "2027-01-10", {}})));
            EXPECT_TRUE(market.move_to(market.now().plus_ms(1'000)));
        }
    }

    std::vector<std::string> found(const service::actor& by, view_role party, std::size_t size,
                                   bool ascending = false) {
        service::agreement_search ask;
        ask.party = party;
        ask.ascending = ascending;
        ask.size = size;
        ask.wanted = [](const service::agreement_view&) { return true; };
        std::vector<std::string> made;
        do {
            const auto page = market.agreements.search(by.account, ask).value();
            for (const auto& each : page.items) made.push_back(each.of.id.text());
            ask.token = page.next;
        } while (!ask.token.empty() && made.size() < 100);
        return made;
    }

    std::vector<std::string> offered(std::size_t size) {
        std::vector<std::string> made;
        std::string token;
        do {
            const auto page = market.agreements
                                  .offers_for(buyer.account, size, token,
                                              [](const service::offer_for_buyer&) { return true; })
                                  .value();
            for (const auto& each : page.items) made.push_back(each.of.id.text());
            token = page.next;
        } while (!token.empty() && made.size() < 100);
        return made;
    }

    std::vector<offer_id> offers;
};
CPPO_ON_BOTH_ENGINES_OF(agreement_list);

TEST_P(agreement_list, holds_every_agreement_of_both_parties_once) {
    std::vector<std::string> made;
    for (const offer_id& each : offers) {
        made.push_back(market.accept(buyer, each)->text());
        ASSERT_TRUE(market.move_to(market.now().plus_ms(1'000)));
    }
    // The one that ends last comes first: thirteen months, then the later of two.
    const std::vector<std::string> by_end{made[1], made[2], made[0]};
    const std::vector<std::string> up(by_end.rbegin(), by_end.rend());
    for (const std::size_t size : {1U, 2U, 3U, 50U}) {
        EXPECT_EQ(found(buyer, view_role::acceptor, size), by_end);
        EXPECT_EQ(found(partner, view_role::proposer, size), by_end);
        EXPECT_EQ(found(buyer, view_role::acceptor, size, true), up);
    }
    EXPECT_TRUE(found(buyer, view_role::proposer, 50).empty());
    EXPECT_TRUE(found(isv, view_role::proposer, 50).empty());
    EXPECT_TRUE(found(stranger, view_role::acceptor, 50).empty());
}

TEST_P(agreement_list, numbers_the_agreements_of_a_buyer) {
    for (std::int64_t number = 1; const offer_id& each : offers) {
        const auto made = market.accept(buyer, each).value();
        EXPECT_EQ(market.agreements.describe(buyer.account, made)->of.number, number++);
    }
}

TEST_P(agreement_list, shows_a_buyer_the_offers_that_can_still_be_accepted) {
    const std::vector<std::string> newest_first{offers[2].text(), offers[1].text(),
                                                offers[0].text()};
    for (const std::size_t size : {1U, 2U, 50U}) EXPECT_EQ(offered(size), newest_first);
    ASSERT_TRUE(market.carry_out(partner, {end_of(offers[1], "2026-11-19")}));
    for (const std::size_t size : {1U, 2U, 50U})
        EXPECT_EQ(offered(size), (std::vector{offers[2].text(), offers[0].text()}));
    ASSERT_TRUE(market.move_to(instant::parse("2027-01-11T00:00:00Z").value()));
    EXPECT_TRUE(offered(50).empty());
}

TEST_P(agreement_list, quotes_nothing_under_an_offer_that_changed_since) {
    const auto request = market.quote(buyer, offers[0]).value();
    ASSERT_TRUE(market.carry_out(partner, {end_of(offers[0], "2027-01-09")}));
    EXPECT_TRUE(refused(market.agreements.accept(buyer, request.id), reason::request_not_found));
    EXPECT_TRUE(market.accept(buyer, offers[0]));
}

TEST_P(agreement_list, takes_no_page_token_that_is_no_place) {
    EXPECT_TRUE(
        refused(market.agreements.offers_for(buyer.account, 5, "other",
                                             [](const service::offer_for_buyer&) { return true; }),
                reason::page_token_invalid));
}

} // namespace
} // namespace cppo::story
