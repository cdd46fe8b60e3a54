#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::change_set_intent;
using cppo::market::change_set_status;
using cppo::market::entity_kind;

class catalog : public with_a_deal {
  protected:
    result<change_set_id> start(const service::actor& by, cppo::market::change change,
                                change_set_intent intent = change_set_intent::apply) {
        service::change_set_request ask;
        ask.intent = intent;
        ask.changes.push_back(std::move(change));
        return market.catalog.start(by, ask);
    }
    cppo::market::change creation() {
        return change_of("ProfessionalServicesProduct@1.0", "CreateProduct",
                         ids.next<product_kind>().text(), "{}");
    }
};
CPPO_ON_BOTH_ENGINES_OF(catalog);

TEST_P(catalog, tells_strangers_that_nothing_exists) {
    const change_set_id made = start(partner, release_of(offer)).value();
    EXPECT_TRUE(market.catalog.describe(partner.account, made));
    EXPECT_TRUE(
        refused(market.catalog.describe(stranger.account, made), reason::change_set_not_found));
    EXPECT_TRUE(refused(market.catalog.cancel(stranger, made), reason::change_set_not_found));
    EXPECT_TRUE(refused(market.catalog.describe_entity(stranger.account, offer.text()),
                        reason::entity_not_found));
    EXPECT_TRUE(refused(start(stranger, end_of(offer, "2027-01-09")), reason::entity_not_found));
    EXPECT_TRUE(market.catalog.describe_entity(partner.account, authorization.text()));
    EXPECT_TRUE(
        refused(start(partner, restriction_of(authorization)), reason::entity_belongs_to_another));
}

// A document of an older program, or one that today's decoder is stricter with.
TEST_P(catalog, lists_and_describes_a_change_that_it_would_refuse_today) {
    const change_set_id made = start(stranger, creation()).value();
    market.engine.store().write([&](store::session& in) {
        in.run("UPDATE change_set SET changes = REPLACE(changes, '{}', $1) WHERE id = $2",
               {R"({\"ProductTitle\":7,\"Attic\":true})", made.text()});
    });
    const auto described = market.catalog.describe(stranger.account, made);
    ASSERT_TRUE(described);
    EXPECT_EQ(described->changes.at(0).document, R"({"ProductTitle":7,"Attic":true})");
    EXPECT_FALSE(described->changes.at(0).details);
    service::change_set_list all;
    all.wanted = [](const cppo::market::change_set&) { return true; };
    EXPECT_EQ(market.catalog.list(stranger.account, all)->items.size(), 1U);

    // It is judged when it is applied, so the set fails and nothing waits for it.
    market.clockwork.run_due();
    const auto ended = market.catalog.describe(stranger.account, made);
    EXPECT_EQ(ended->status, change_set_status::failed);
    EXPECT_EQ(ended->changes.at(0).errors.at(0).why, reason::malformed_value);
    EXPECT_EQ(ended->changes.at(0).document, R"({"ProductTitle":7,"Attic":true})");
}

TEST_P(catalog, holds_at_most_250_open_change_sets) {
    std::optional<change_set_id> first;
    for (int each = 0; each < 250; ++each) {
        const auto made = start(stranger, creation());
        ASSERT_TRUE(made);
        if (!first) first = *made;
    }
    EXPECT_TRUE(refused(start(stranger, creation()), reason::too_many_open_change_sets));
    EXPECT_TRUE(start(partner, release_of(offer)));
    ASSERT_TRUE(market.catalog.cancel(stranger, *first));
    EXPECT_TRUE(start(stranger, creation()));
}

TEST_P(catalog, locks_what_an_unfinished_set_holds) {
    const change_set_id made = start(partner, release_of(offer)).value();
    EXPECT_TRUE(refused(start(partner, end_of(offer, "2027-01-09")), reason::entity_locked));
    ASSERT_TRUE(market.catalog.cancel(partner, made));
    EXPECT_TRUE(start(partner, end_of(offer, "2027-01-09")));
    market.clockwork.run_due();
    EXPECT_TRUE(start(partner, release_of(offer)));
}

TEST_P(catalog, of_a_cancelled_set_changes_nothing) {
    const change_set_id made = start(partner, release_of(offer)).value();
    ASSERT_TRUE(market.catalog.cancel(partner, made));
    market.clockwork.run_due();
    EXPECT_EQ(market.catalog.describe(partner.account, made)->status, change_set_status::cancelled);
    EXPECT_FALSE(market.agreements.offer_seen(buyer.account, offer));
    EXPECT_TRUE(refused(market.catalog.cancel(partner, made), reason::change_set_not_cancellable));
}

TEST_P(catalog, refuses_a_stale_revision) {
    cppo::market::change ask = end_of(offer, "2027-01-09");
    ask.expected_revision = 2;
    EXPECT_TRUE(refused(start(partner, ask), reason::revision_stale));
    ask.expected_revision = 1;
    EXPECT_TRUE(start(partner, ask));
    market.clockwork.run_due();
    EXPECT_TRUE(refused(start(partner, ask), reason::revision_stale));
}

TEST_P(catalog, that_only_validates_holds_and_changes_nothing) {
    ASSERT_TRUE(start(partner, release_of(offer), change_set_intent::validate));
    ASSERT_TRUE(start(partner, release_of(offer), change_set_intent::validate));
    market.clockwork.run_due();
    EXPECT_FALSE(market.agreements.offer_seen(buyer.account, offer));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM authorization_use WHERE released = 0"), 1);
    release();
}

TEST_P(catalog, releases_one_of_two_offers_from_one_single_use_authorization) {
    const offer_id second = ids.next<offer_kind>();
    ASSERT_TRUE(market.carry_out(partner, draft_changes(order_of(second))));
    const auto first_set = start(partner, release_of(offer)).value();
    const auto second_set = start(partner, release_of(second)).value();
    market.clockwork.run_due();
    const auto status = [&](const change_set_id& id) {
        return market.catalog.describe(partner.account, id)->status;
    };
    EXPECT_NE(status(first_set), status(second_set));
    EXPECT_EQ(market.count("SELECT released FROM authorization_use"), 1);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM offer WHERE state = 'Released'"), 1);
}

// R-FPS-04: the term needs a currency, but AWS's own example has none.
TEST_P(catalog, takes_a_custom_schedule_in_the_authorized_currency_where_it_names_none) {
    const std::string rows = R"([{"ChargeDate": "2027-01-17", "ChargeAmount": "0.60"},
                                 {"ChargeDate": "2027-01-18", "ChargeAmount": "0.60"}])";
    const auto change = [&](const std::string& currency) {
        return change_of("Offer@1.0", "UpdatePaymentScheduleTerms", offer.text(),
                         R"({"Terms": [{"Type": "PaymentScheduleTerm", )" + currency +
                             R"("Schedule": )" + rows + "}]}");
    };
    const auto no_markup =
        change_of("Offer@1.0", "UpdateMarkup", offer.text(), R"({"Percentage": "0"})");
    EXPECT_TRUE(market.carry_out(partner, {no_markup, change(R"("CurrencyCode": "USD", )")}));
    EXPECT_NO_THROW(change(""));
}

TEST_P(catalog, lists_what_is_shared_and_what_is_owned) {
    const auto count = [&](const account_id& viewer, bool shared) {
        return market.catalog
            .list_entities({.of = {viewer, entity_kind::resale_authorization, {}, shared}})
            ->items.size();
    };
    EXPECT_EQ(count(isv.account, false), 1U);
    EXPECT_EQ(count(partner.account, false), 0U);
    EXPECT_EQ(count(partner.account, true), 1U);
    EXPECT_EQ(count(isv.account, true), 0U);
    EXPECT_EQ(count(stranger.account, true), 0U);
}

TEST_P(catalog, pages_hold_every_entity_once) {
    for (int each = 0; each < 7; ++each) ASSERT_TRUE(start(stranger, creation()));
    market.clockwork.run_due();
    service::entity_list ask{.of = {stranger.account, entity_kind::product}, .size = 3};
    std::set<std::string> seen;
    std::size_t rows = 0;
    do {
        const auto page = market.catalog.list_entities(ask).value();
        for (const auto& each : page.items) seen.insert(each.id);
        rows += page.items.size();
        ask.token = page.next;
    } while (!ask.token.empty());
    EXPECT_EQ(rows, 7U);
    EXPECT_EQ(seen.size(), 7U);
}

} // namespace
} // namespace cppo::story
