
#include <algorithm>

#include "unit/ground/rapidcheck.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

working_copies of_partner() {
    working_copies made = a_catalog(partner);
    add(made, an_authorization());
    return made;
}

result<void> start(const working_copies& on, std::vector<change> changes,
                   const std::set<std::string>& locked = {}) {
    return check_start(on, set_of(on.by, std::move(changes)), locked);
}

TEST(change_set, starts_in_any_form_its_caller_may_send) {
    EXPECT_TRUE(start(a_catalog(isv), authorization_changes()));
    EXPECT_TRUE(start(of_partner(), offer_changes()));
}

TEST(change_set, names_a_change_type_once_per_entity) {
    working_copies on = of_partner();
    add(on, a_draft_offer());
    add(on, a_draft_offer(an_authorization(), "offer-second"));
    const update_markup ask{by("5")};
    EXPECT_TRUE(start(on, {change_of(offer_text, ask), change_of("offer-second", ask)}));
    EXPECT_TRUE(refused(start(on, {change_of(offer_text, ask), change_of(offer_text, ask)}),
                        reason::change_type_repeated));
}

TEST(change_set, changes_only_what_exists) {
    EXPECT_TRUE(refused(start(of_partner(), {change_of("offer-unknown", release_offer{})}),
                        reason::entity_not_found));
}

TEST(change_set, tags_only_what_it_creates) {
    auto changes = authorization_changes();
    changes[0].tags = {{"team", "red"}, {"year", "2026"}};
    EXPECT_TRUE(start(a_catalog(isv), changes));
    const auto kept = written<resource_tag>(finished(a_catalog(isv), set_of(isv, changes)));
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].resource, "resaleauthz-new");
    EXPECT_EQ(kept[0].owner, isv);
    EXPECT_EQ(kept[1].value, "2026");
    changes[1].tags = {{"team", "red"}};
    EXPECT_TRUE(refused(start(a_catalog(isv), changes), reason::tags_without_creation));
}

TEST(change_set, that_fails_or_only_validates_tags_nothing) {
    auto changes = authorization_changes();
    changes[0].tags = {{"team", "red"}};
    change_set validating = set_of(isv, changes);
    validating.intent = change_set_intent::validate;
    EXPECT_TRUE(written<resource_tag>(finished(a_catalog(isv), validating)).empty());
    changes.pop_back();
    changes.push_back(change_of("resaleauthz-new", restrict_authorization{}));
    const decision failing = finished(a_catalog(isv), set_of(isv, changes));
    EXPECT_FALSE(succeeded(result_of(failing)));
    EXPECT_TRUE(written<resource_tag>(failing).empty());
}

TEST(change_set, changes_entities_of_the_kind_it_names) {
    const working_copies on = a_catalog(isv);
    const auto is_refused = [&](std::vector<change> changes) {
        return refused(start(on, std::move(changes)), reason::entity_not_found);
    };
    EXPECT_TRUE(is_refused({change_of(product_text, restrict_authorization{})}));
    EXPECT_TRUE(is_refused({change_of(product_text, release_offer{})}));
    const auto created = [](const std::string& id, const auto& ask) {
        return std::vector{change_of("prod-new", create_product{"Workshop"}), change_of(id, ask)};
    };
    EXPECT_TRUE(start(on, created("prod-new", release_product{})));
    EXPECT_TRUE(is_refused(created("prod-new", restrict_authorization{})));
    EXPECT_TRUE(is_refused(created("prod-new", release_offer{})));
    auto authorization = authorization_changes();
    authorization.push_back(
        change_of("resaleauthz-new", add_delivery_options{{{"", "https://a"}}}));
    EXPECT_TRUE(is_refused(authorization));
}

TEST(change_set, changes_nothing_of_another_account) {
    working_copies on = of_partner();
    // What is shared is told apart from what is not even visible.
    EXPECT_TRUE(refused(start(on, {change_of(authorization_text, restrict_authorization{})}),
                        reason::entity_belongs_to_another));
    EXPECT_TRUE(
        refused(start(on, {change_of(product_text, release_product{})}), reason::entity_not_found));
    add(on, a_draft_authorization());
    EXPECT_TRUE(refused(start(on, {change_of(authorization_text, release_authorization{})}),
                        reason::entity_not_found));
}

TEST(change_set, works_on_the_newest_revision) {
    working_copies on = of_partner();
    add(on, a_draft_offer());
    change ask = change_of(offer_text, release_offer{});
    ask.expected_revision = 4;
    EXPECT_TRUE(start(on, {ask}));
    ask.expected_revision = 3;
    EXPECT_TRUE(refused(start(on, {ask}), reason::revision_stale));
}

TEST(change_set, waits_for_no_lock) {
    working_copies on = of_partner();
    add(on, a_draft_offer());
    const change ask = change_of(offer_text, release_offer{});
    EXPECT_TRUE(start(on, {ask}, {"offer-second"}));
    EXPECT_TRUE(refused(start(on, {ask}, {offer_text}), reason::entity_locked));
}

TEST(change_set, authorizes_products_that_can_be_sold) {
    working_copies on = a_catalog(isv);
    on.products.at(product_text).visibility = product_visibility::draft;
    EXPECT_TRUE(refused(start(on, authorization_changes()), reason::product_not_found));
    on.products.at(product_text).visibility = product_visibility::public_;
    EXPECT_TRUE(start(on, authorization_changes()));
}

TEST(change_set, makes_offers_for_paid_sellers_only) {
    working_copies on = of_partner();
    on.sellers.at(partner).bank = registration_state::failed;
    EXPECT_TRUE(refused(start(on, offer_changes()), reason::seller_not_paid));
}

TEST(change_set, makes_no_offer_from_an_authorization_that_cannot_be_used) {
    working_copies on = of_partner();
    on.uses.at(authorization_text).released = 1;
    EXPECT_TRUE(refused(start(on, offer_changes()), reason::authorization_consumed));
    on.authorizations.at(authorization_text).state = authorization_state::restricted;
    EXPECT_TRUE(refused(start(on, offer_changes()), reason::authorization_restricted));
    on.authorizations.at(authorization_text).reseller = stranger;
    EXPECT_TRUE(refused(start(on, offer_changes()), reason::authorization_not_found));
}

TEST(change_set, is_cancelled_while_it_is_preparing) {
    change_set set = set_of(partner, offer_changes());
    EXPECT_EQ(result_of(cancel(set, work_of(set), now).value()).status,
              change_set_status::cancelled);
    for (const auto status : {change_set_status::applying, change_set_status::succeeded,
                              change_set_status::failed, change_set_status::cancelled}) {
        set.status = status;
        EXPECT_TRUE(refused(cancel(set, work_of(set), now), reason::change_set_not_cancellable));
    }
}

bool same_document(const offer& a, const offer& b) {
    return a.owner == b.owner && a.id == b.id && a.state == b.state && a.name == b.name &&
           a.description == b.description && a.markup == b.markup && a.terms == b.terms &&
           a.available_until == b.available_until && a.released == b.released;
}

bool same_document(const resale_authorization& a, const resale_authorization& b) {
    return a.owner == b.owner && a.id == b.id && a.state == b.state && a.name == b.name &&
           a.description == b.description && a.terms == b.terms &&
           a.available_until == b.available_until && a.offers_max == b.offers_max;
}

template <class Entity>
void any_order_makes_the_same(const working_copies& on, const std::vector<change>& changes) {
    const auto wanted = written<Entity>(finished(on, set_of(on.by, changes)));
    ASSERT_EQ(wanted.size(), 1U);
    EXPECT_TRUE(rc::check([&] {
        auto order = *rc::gen::container<std::vector<std::uint32_t>>(
            changes.size(), rc::gen::arbitrary<std::uint32_t>());
        std::vector<std::pair<std::uint32_t, std::size_t>> places;
        for (std::size_t at = 0; at < order.size(); ++at) places.emplace_back(order[at], at);
        std::ranges::sort(places);
        std::vector<change> shuffled;
        for (const auto& place : places) shuffled.push_back(changes[place.second]);
        RC_ASSERT(start(on, shuffled).has_value());
        const auto made = written<Entity>(finished(on, set_of(on.by, shuffled)));
        RC_ASSERT(made.size() == 1U);
        RC_ASSERT(same_document(made[0], wanted[0]));
    }));
}

TEST(change_set, of_an_offer_says_the_same_in_any_order) {
    any_order_makes_the_same<offer>(of_partner(), offer_changes());
}

TEST(change_set, of_an_authorization_says_the_same_in_any_order) {
    any_order_makes_the_same<resale_authorization>(a_catalog(isv), authorization_changes());
}

TEST(change_set, makes_a_product_and_its_authorization_at_once_in_any_order) {
    const std::string id = "prod-new";
    update_product_information texts;
    texts.short_description = "New.";
    auto changes = authorization_changes();
    alter<create_authorization>(
        changes[0], [&](create_authorization& ask) { ask.product = product_id::minted(id); });
    changes.push_back(change_of(id, release_product{}));
    changes.push_back(change_of(id, add_dimensions{{a_dimension()}}));
    changes.push_back(change_of(id, texts));
    changes.push_back(change_of(id, create_product{"New"}));
    any_order_makes_the_same<resale_authorization>(a_catalog(isv), changes);
}

TEST(change_set, that_only_validates_writes_only_itself) {
    change_set set = set_of(partner, offer_changes());
    set.intent = change_set_intent::validate;
    const decision made = finished(of_partner(), set);
    EXPECT_TRUE(succeeded(result_of(made)));
    EXPECT_TRUE(made.expects.empty());
    EXPECT_EQ(made.writes.size(), 3U);
    EXPECT_EQ(written<locks_released>(made).size(), 1U);
    EXPECT_EQ(written<due_done>(made).size(), 1U);
    // It fails as it would have failed.
    alter<update_markup>(set.changes.at(2), [&](update_markup& ask) { ask.by = by("999999999"); });
    set.changes.pop_back();
    working_copies dear = of_partner();
    dear.authorizations.at(authorization_text).terms.schedule =
        paid_on({{"2027-01-17", "100000000"}});
    EXPECT_TRUE(refused(result_of(finished(dear, set)), "UpdateMarkup", reason::amount_too_large));
}

TEST(change_set, that_fails_writes_nothing_but_its_errors) {
    auto changes = offer_changes();
    alter<update_targeting>(changes.at(3), [&](update_targeting& ask) { ask.buyers = {stranger}; });
    changes.pop_back(); // the release would say the same
    const decision made = finished(of_partner(), set_of(partner, changes));
    EXPECT_TRUE(refused(result_of(made), "UpdateTargeting", reason::buyer_account_unknown));
    EXPECT_TRUE(written<offer>(made).empty());
    EXPECT_TRUE(written<use_taken>(made).empty());
    EXPECT_TRUE(written<view>(made).empty());
    EXPECT_EQ(made.events.size(), 1U);
    EXPECT_EQ(result_of(made).failure, change_set_failure::client_error);
}

TEST(change_set, tells_every_change_that_is_wrong) {
    auto changes = offer_changes();
    alter<update_offer_availability>(
        changes.at(4), [&](update_offer_availability& ask) { ask.end = sample::on("2026-11-01"); });
    alter<update_markup>(changes.at(2), [&](update_markup& ask) { ask.by = by("999999999"); });
    changes.pop_back();
    working_copies dear = of_partner();
    dear.authorizations.at(authorization_text).terms.schedule =
        paid_on({{"2027-01-17", "100000000"}});
    const change_set set = result_of(finished(dear, set_of(partner, changes)));
    EXPECT_EQ(set.changes.at(2).errors.at(0).why, reason::amount_too_large);
    EXPECT_EQ(set.changes.at(4).errors.at(0).why, reason::availability_not_future);
    EXPECT_TRUE(set.changes.at(0).errors.empty() && set.changes.at(1).errors.empty());
}

TEST(change_set, blames_the_change_that_is_wrong_in_the_end) {
    working_copies on = of_partner();
    add(on, a_draft_offer());
    const auto set = [&](std::vector<change> changes) {
        return result_of(finished(on, set_of(partner, std::move(changes))));
    };
    const change harmless = change_of(offer_text, update_offer_information{"Other", {}});
    EXPECT_TRUE(refused(
        set({harmless, change_of(offer_text, update_offer_availability{sample::on("2027-01-18")})}),
        "UpdateAvailability", reason::too_many_backdated_charges));
    EXPECT_TRUE(refused(
        set({change_of(offer_text, update_offer_validity{validity_term{lasting("P11M"), {}, {}}}),
             harmless}),
        "UpdateValidityTerms", reason::duration_not_authorized));
}

TEST(change_set, releases_one_offer_from_a_single_use_authorization) {
    working_copies on = of_partner();
    add(on, a_draft_offer());
    add(on, a_draft_offer(an_authorization(), "offer-second"));
    const auto set = set_of(partner, {change_of(offer_text, release_offer{}),
                                      change_of("offer-second", release_offer{})});
    const decision made = finished(on, set);
    EXPECT_TRUE(refused(result_of(made), reason::authorization_consumed));
    EXPECT_TRUE(result_of(made).changes.at(0).errors.empty());
    EXPECT_EQ(result_of(made).changes.at(1).errors.size(), 1U);
    EXPECT_TRUE(written<offer>(made).empty());
}

TEST(change_set, releases_many_offers_from_an_authorization_for_many) {
    resale_authorization from = an_authorization();
    from.offers_max.reset();
    working_copies on = a_catalog(partner);
    add(on, from);
    add(on, a_draft_offer(from));
    add(on, a_draft_offer(from, "offer-second"));
    const decision made =
        finished(on, set_of(partner, {change_of(offer_text, release_offer{}),
                                      change_of("offer-second", release_offer{})}));
    EXPECT_TRUE(succeeded(result_of(made)));
    EXPECT_EQ(written<use_taken>(made).size(), 2U);
}

TEST(change_set, takes_the_use_when_an_offer_is_released_and_not_before) {
    auto changes = offer_changes();
    const decision released = finished(of_partner(), set_of(partner, changes));
    const auto uses = written<use_taken>(released);
    ASSERT_EQ(uses.size(), 1U);
    EXPECT_EQ(uses[0].owner, isv);
    EXPECT_EQ(uses[0].id.text(), authorization_text);
    changes.pop_back();
    const decision drafted_only = finished(of_partner(), set_of(partner, changes));
    EXPECT_TRUE(succeeded(result_of(drafted_only)));
    EXPECT_TRUE(written<use_taken>(drafted_only).empty());
    EXPECT_TRUE(written<authorization_use>(drafted_only).empty());
    EXPECT_TRUE(written<resale_authorization>(released).empty());
}

TEST(change_set, that_restricts_an_authorization_stops_drafts_but_not_released_offers) {
    working_copies on = of_partner();
    on.authorizations.at(authorization_text).state = authorization_state::restricted;
    add(on, a_draft_offer());
    EXPECT_TRUE(refused(alone(on, offer_text, release_offer{}), reason::authorization_restricted));
    EXPECT_TRUE(succeeded(alone(on, offer_text, update_markup{by("20")})));
    const offer released = an_offer();
    add(on, released);
    EXPECT_TRUE(
        succeeded(alone(on, offer_text, update_offer_availability{sample::on("2027-01-11")})));
    mint ids = some_ids();
    EXPECT_TRUE(quote(a_proposal(released), all_terms(released), ids, now));
}

TEST(change_set, that_releases_an_offer_shows_it_to_buyers_and_manufacturer) {
    const decision made = finished(of_partner(), set_of(partner, offer_changes()));
    std::map<account_id, std::string> names;
    for (const view& each : written<view>(made)) names[each.viewer] = each.name;
    EXPECT_EQ(names, (std::map<account_id, std::string>{{buyer, "Migration for Fabrikam"},
                                                        {isv, "Cloud migration"}}));
    EXPECT_EQ(made.expects.size(), 1U);
    EXPECT_EQ(made.expects.at(0).id, authorization_text);
}

TEST(change_set, that_releases_an_authorization_shows_it_to_the_reseller) {
    const decision made = finished(a_catalog(isv), set_of(isv, authorization_changes()));
    const auto views = written<view>(made);
    ASSERT_EQ(views.size(), 1U);
    EXPECT_EQ(views[0].viewer, partner);
    EXPECT_EQ(views[0].status, "Active");
    EXPECT_EQ(written<authorization_use>(made).at(0).offers_max, 1);
}

TEST(change_set, whose_creation_fails_says_so_once) {
    auto changes = authorization_changes();
    alter<create_authorization>(changes[0],
                                [&](create_authorization& ask) { ask.reseller = stranger; });
    EXPECT_TRUE(refused(result_of(finished(a_catalog(isv), set_of(isv, changes))),
                        "CreateResaleAuthorization", reason::reseller_not_registered));
}

} // namespace
} // namespace cppo::market
