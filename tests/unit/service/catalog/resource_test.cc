#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::change_set_intent;
using cppo::market::tag;
using service::resource_name;

class on_resources : public with_a_deal {
  protected:
    using tags = std::vector<tag>;

    resource_name named(const authorization_id& id) const {
        return {isv.account, "ResaleAuthorization", id.text()};
    }
    // Those whom the resource is none of: strangers, and names that are not quite its own.
    template <class Ask>
    void is_for_its_owner(const resource_name& of, const Ask& ask) {
        for (const service::actor& each : {partner, buyer, stranger, operator_})
            EXPECT_TRUE(refused(ask(each, of), reason::resource_not_found));
        for (const resource_name& each :
             {resource_name{partner.account, of.type, of.id},
              resource_name{of.owner, "Offer", of.id}, resource_name{of.owner, "ChangeSet", of.id},
              resource_name{of.owner, of.type, "none"}})
            EXPECT_TRUE(refused(ask(isv, each), reason::resource_not_found));
    }
};

class resource : public on_resources {};
CPPO_ON_BOTH_ENGINES_OF(resource);

TEST_P(resource, has_the_tags_its_owner_gave_it) {
    const resource_name of = named(authorization);
    EXPECT_EQ(market.resources.tags(isv.account, of).value(), tags{});
    ASSERT_TRUE(market.resources.add_tags(isv, of, {{"year", "2026"}, {"team", "red"}}));
    ASSERT_TRUE(market.resources.add_tags(isv, of, {{"team", ""}}));
    EXPECT_EQ(market.resources.tags(isv.account, of).value(),
              (tags{{"team", ""}, {"year", "2026"}}));
    ASSERT_TRUE(market.resources.remove_tags(isv, of, {"team", "never there"}));
    EXPECT_EQ(market.resources.tags(isv.account, of).value(), (tags{{"year", "2026"}}));
}

TEST_P(resource, is_tagged_by_its_owner_only) {
    is_for_its_owner(named(authorization), [&](const auto& by, const auto& of) {
        return market.resources.add_tags(by, of, {{"team", "red"}});
    });
    is_for_its_owner(named(authorization), [&](const auto& by, const auto& of) {
        return market.resources.remove_tags(by, of, {"team"});
    });
    is_for_its_owner(named(authorization), [&](const auto& by, const auto& of) {
        return market.resources.tags(by.account, of);
    });
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM resource_tag"), 0);
}

TEST_P(resource, of_a_change_set_is_tagged_too) {
    const auto set = market.start(partner, {release_of(offer)}).value();
    const resource_name of{partner.account, "ChangeSet", set.id.text()};
    ASSERT_TRUE(market.resources.add_tags(partner, of, {{"team", "red"}}));
    EXPECT_EQ(market.resources.tags(partner.account, of)->size(), 1U);
    EXPECT_TRUE(refused(market.resources.tags(isv.account, of), reason::resource_not_found));
}

TEST_P(resource, has_at_most_fifty_tags_in_all) {
    const resource_name of = named(authorization);
    tags many;
    for (int at = 0; at < 50; ++at) many.push_back({std::to_string(at), ""});
    ASSERT_TRUE(market.resources.add_tags(isv, of, many));
    EXPECT_EQ(market.resources.add_tags(isv, of, {{"one more", ""}}).error().why,
              reason::too_many_tags);
    ASSERT_TRUE(market.resources.remove_tags(isv, of, {"7"}));
    EXPECT_TRUE(market.resources.add_tags(isv, of, {{"one more", ""}}));
}

TEST_P(resource, is_tagged_by_the_set_that_creates_it) {
    const auto tagged = [&](change_set_intent intent) {
        service::change_set_request ask;
        ask.intent = intent;
        ask.tags = {{"set", "mine"}};
        ask.changes = product_changes(ids.next<product_kind>(), "Another", "m");
        ask.changes[0].tags = {{"team", "red"}};
        const auto id = market.catalog.start(isv, ask).value();
        market.clockwork.run_due();
        return resource_name{isv.account, "ChangeSet", id.text()};
    };
    const resource_name kept = tagged(change_set_intent::apply);
    EXPECT_EQ(market.resources.tags(isv.account, kept).value(), (tags{{"set", "mine"}}));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM resource_tag WHERE name = 'team'"), 1);
    EXPECT_EQ(market.resources.tags(isv.account, tagged(change_set_intent::validate)).value(),
              tags{});
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM resource_tag"), 2);
}

class policy : public on_resources {
  protected:
    bool reads(const service::actor& by) {
        return market.catalog.describe_entity(by.account, product.text()).has_value();
    }
    const resource_name of{isv.account, "ProfessionalServicesProduct", product.text()};
};
CPPO_ON_BOTH_ENGINES_OF(policy);

TEST_P(policy, lets_its_readers_describe_the_entity_and_nothing_else) {
    ASSERT_TRUE(market.resources.put_policy(isv, of, "{}", {stranger.account, partner.account}));
    EXPECT_TRUE(reads(isv));
    EXPECT_TRUE(reads(stranger));
    EXPECT_TRUE(reads(partner));
    EXPECT_FALSE(reads(buyer));
    for (const bool shared : {false, true}) {
        const auto listed = market.catalog.list_entities(
            {.of = {stranger.account, cppo::market::entity_kind::product, {}, shared}});
        EXPECT_TRUE(listed->items.empty());
    }
    EXPECT_FALSE(market.catalog.describe_entity(stranger.account, authorization.text()));
    EXPECT_TRUE(
        refused(market.carry_out(stranger, {change_of("ProfessionalServicesProduct@1.0",
                                                      "ReleaseProduct", product.text(), "{}")}),
                reason::entity_not_found));
}

TEST_P(policy, replaces_the_one_before_and_ends_with_it) {
    ASSERT_TRUE(market.resources.put_policy(isv, of, "first", {stranger.account}));
    ASSERT_TRUE(market.resources.put_policy(isv, of, "second", {buyer.account}));
    EXPECT_EQ(market.resources.policy(isv.account, of).value(), "second");
    EXPECT_FALSE(reads(stranger));
    EXPECT_TRUE(reads(buyer));
    ASSERT_TRUE(market.resources.remove_policy(isv, of));
    EXPECT_FALSE(reads(buyer));
}

TEST_P(policy, is_read_and_removed_where_it_is) {
    EXPECT_TRUE(refused(market.resources.policy(isv.account, of), reason::policy_not_found));
    EXPECT_TRUE(refused(market.resources.remove_policy(isv, of), reason::policy_not_found));
}

TEST_P(policy, is_its_owners_only) {
    const resource_name shared = named(authorization);
    ASSERT_TRUE(market.resources.put_policy(isv, shared, "{}", {buyer.account, stranger.account}));
    is_for_its_owner(shared, [&](const auto& by, const auto& at) {
        return market.resources.put_policy(by, at, "mine", {});
    });
    is_for_its_owner(shared, [&](const auto& by, const auto& at) {
        return market.resources.remove_policy(by, at);
    });
    is_for_its_owner(shared, [&](const auto& by, const auto& at) {
        return market.resources.policy(by.account, at);
    });
    EXPECT_EQ(market.resources.policy(isv.account, shared).value(), "{}");
}

} // namespace
} // namespace cppo::story
