#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

// The ISV's catalog with a draft authorization, changed as the test needs it.
template <class Change>
working_copies with_draft(const Change& change) {
    working_copies made = a_catalog(isv);
    resale_authorization of = a_draft_authorization();
    change(of);
    add(made, of);
    return made;
}

working_copies with_draft() {
    return with_draft([](resale_authorization&) {});
}

working_copies with_active() {
    return with_draft([](resale_authorization& of) { of.state = authorization_state::active; });
}

change_set release(const working_copies& on) {
    return alone(on, authorization_text, release_authorization{});
}

TEST(authorization, is_released_when_complete) {
    EXPECT_TRUE(succeeded(release(with_draft())));
}

TEST(authorization, does_not_change_after_release) {
    const auto priced =
        update_authorization_pricing{pricing_model::contract, fixed_quantities(), {}, {}, false};
    const std::vector<change_details> all{
        update_authorization_information{"Other", {}, {}},
        update_authorization_availability{on("2026-12-30"), {}},
        update_buyer_targeting{{buyer}},
        update_buyer_validity{on("2026-12-30")},
        update_authorization_legal{a_wholesale().buyer_documents, {}},
        priced,
        update_authorization_schedule{two_halves()},
        update_authorization_net_payment{lasting("P30D")},
        release_authorization{},
    };
    for (const change_details& each : all)
        EXPECT_TRUE(refused(alone(with_active(), authorization_text, each),
                            reason::authorization_already_released));
}

TEST(authorization, is_for_a_product_of_the_isv) {
    const working_copies on = a_catalog(isv);
    const auto ask = [](const std::string& id) {
        return create_authorization{product_id::minted(id), "Deal", "", partner};
    };
    EXPECT_TRUE(succeeded(alone(on, "resaleauthz-new", ask(product_text))));
    EXPECT_TRUE(
        refused(alone(on, "resaleauthz-new", ask("prod-unknown")), reason::product_not_found));
    working_copies of_another = on;
    of_another.products.at(product_text).owner = stranger;
    EXPECT_TRUE(refused(alone(of_another, "resaleauthz-new", ask(product_text)),
                        reason::product_not_found));
}

TEST(authorization, is_for_a_registered_reseller) {
    const auto with_reseller = [](const auto& change) {
        working_copies made = a_catalog(isv);
        change(made.sellers.at(partner));
        return alone(made, "resaleauthz-new",
                     create_authorization{product_id::minted(product_text), "Deal", "", partner});
    };
    EXPECT_TRUE(succeeded(with_reseller([](seller&) {})));
    EXPECT_TRUE(refused(with_reseller([](seller& of) { of.bank = registration_state::pending; }),
                        reason::reseller_not_registered));
    EXPECT_TRUE(succeeded(
        with_reseller([](seller& of) { of.service_linked_role = registration_state::pending; })));
    for (const account_id& each : {stranger, buyer, isv})
        EXPECT_TRUE(
            refused(alone(a_catalog(isv), "resaleauthz-new",
                          create_authorization{product_id::minted(product_text), "Deal", "", each}),
                    reason::reseller_not_registered));
}

TEST(authorization, is_released_between_accounts_that_share_authorizations) {
    working_copies on = with_draft();
    on.sellers.at(isv).service_linked_role = registration_state::not_started;
    EXPECT_TRUE(refused(release(on), reason::own_role_missing));
    on.sellers.erase(isv);
    EXPECT_TRUE(refused(release(on), reason::own_role_missing));
    on = with_draft();
    on.sellers.at(partner).service_linked_role = registration_state::pending;
    EXPECT_TRUE(refused(release(on), reason::reseller_role_missing));
}

TEST(authorization, needs_a_limited_or_public_product) {
    for (const auto each : {product_visibility::limited, product_visibility::public_}) {
        working_copies on = with_draft();
        on.products.at(product_text).visibility = each;
        EXPECT_TRUE(succeeded(release(on)));
    }
    for (const auto each : {product_visibility::draft, product_visibility::restricted}) {
        working_copies on = with_draft();
        on.products.at(product_text).visibility = each;
        EXPECT_TRUE(refused(release(on), reason::product_not_sellable));
    }
}

TEST(authorization, needs_legal_and_pricing_terms) {
    EXPECT_TRUE(refused(release(with_draft([](auto& of) { of.terms.buyer_documents.clear(); })),
                        reason::mandatory_term_missing));
    EXPECT_TRUE(refused(release(with_draft([](auto& of) {
                            of.terms.fixed_upfront.reset();
                            of.terms.schedule.reset();
                        })),
                        reason::mandatory_term_missing));
    EXPECT_TRUE(refused(alone(with_draft(), authorization_text,
                              update_authorization_legal{{}, a_wholesale().resale_documents}),
                        reason::mandatory_term_missing));
}

TEST(authorization, has_a_schedule_and_a_fixed_price_together) {
    EXPECT_TRUE(refused(release(with_draft([](auto& of) { of.terms.schedule.reset(); })),
                        reason::schedule_and_fixed_price_apart));
    EXPECT_TRUE(refused(release(with_draft([](auto& of) { of.terms.fixed_upfront.reset(); })),
                        reason::schedule_and_fixed_price_apart));
}

TEST(authorization, of_a_renewal_names_a_buyer) {
    const auto renewal = [](bool named) {
        return with_draft([&](resale_authorization& of) {
            of.terms.renewal = {acquisition_channel::external, pricing_model::contract};
            if (!named) of.terms.buyers.clear();
        });
    };
    EXPECT_TRUE(succeeded(release(renewal(true))));
    EXPECT_TRUE(refused(release(renewal(false)), reason::renewal_needs_buyers));
    // On a draft the final state says so, on the change that made it a renewal.
    const working_copies open = with_draft([](auto& of) { of.terms.buyers.clear(); });
    const update_authorization_information makes_it_one{
        {}, {}, pre_existing_agreement{acquisition_channel::external, pricing_model::contract}};
    EXPECT_TRUE(
        refused(alone(open, authorization_text, makes_it_one), reason::renewal_needs_buyers));
}

TEST(authorization, names_buyers_that_exist) {
    EXPECT_TRUE(
        succeeded(alone(with_draft(), authorization_text, update_buyer_targeting{{other_buyer}})));
    EXPECT_TRUE(
        refused(alone(with_draft(), authorization_text, update_buyer_targeting{{buyer, stranger}}),
                reason::buyer_account_unknown));
}

TEST(authorization, is_not_for_buyers_who_sell_under_it) {
    for (const account_id& each : {isv, partner})
        EXPECT_TRUE(refused(alone(with_draft(), authorization_text, update_buyer_targeting{{each}}),
                            reason::buyer_is_seller));
}

TEST(authorization, names_buyers_that_exist_when_released_in_the_same_set) {
    auto changes = authorization_changes();
    alter<update_buyer_targeting>(changes.at(3),
                                  [&](update_buyer_targeting& ask) { ask.buyers = {stranger}; });
    const change_set set = result_of(finished(a_catalog(isv), set_of(isv, changes)));
    EXPECT_TRUE(refused(set, "UpdateBuyerTargetingTerms", reason::buyer_account_unknown));
}

TEST(authorization, of_professional_services_takes_no_later_start) {
    EXPECT_TRUE(
        refused(alone(with_draft(), authorization_text, update_buyer_validity{on("2027-01-01")}),
                reason::term_not_for_product));
}

TEST(authorization, of_professional_services_is_priced_by_contract) {
    const auto priced = [](update_authorization_pricing ask) {
        return alone(with_draft(), authorization_text, std::move(ask));
    };
    update_authorization_pricing ask{pricing_model::contract, fixed_quantities(), {}, {}, false};
    EXPECT_TRUE(succeeded(priced(ask)));
    ask.model = pricing_model::usage;
    EXPECT_TRUE(refused(priced(ask), reason::term_not_for_product));
    ask.model = pricing_model::contract;
    ask.usage = usage_term{currency::usd, {}};
    EXPECT_TRUE(refused(priced(ask), reason::term_not_for_product));
}

TEST(authorization, has_each_term_type_once) {
    const update_authorization_pricing twice{
        pricing_model::contract, fixed_quantities(), {}, {}, true};
    EXPECT_TRUE(
        refused(alone(with_draft(), authorization_text, twice), reason::term_type_repeated));
}

// A change of the fixed price, as the test changes it.
template <class Change>
change_set priced_with(const Change& change, const working_copies& on = with_draft()) {
    fixed_upfront_term fixed = fixed_quantities();
    change(fixed);
    return alone(on, authorization_text,
                 update_authorization_pricing{pricing_model::contract, fixed, {}, {}, false});
}

TEST(authorization, has_a_fixed_price_of_nothing_beside_its_schedule) {
    for (const char* nothing : {"0", "0.0", "0.000000"})
        EXPECT_TRUE(succeeded(priced_with([&](auto& fixed) { fixed.price = nothing; })));
    for (const char* something : {"0.000001", "1"})
        EXPECT_TRUE(refused(priced_with([&](auto& fixed) { fixed.price = something; }),
                            reason::fixed_price_not_zero));
}

TEST(authorization, has_a_duration_beside_its_fixed_price) {
    EXPECT_TRUE(refused(priced_with([](auto& fixed) { fixed.duration.reset(); }),
                        reason::duration_missing));
}

TEST(authorization, grants_each_dimension_once) {
    EXPECT_TRUE(refused(
        priced_with([](auto& fixed) { fixed.grants = {{"migration", 1}, {"migration", 2}}; }),
        reason::grant_dimension_repeated));
}

TEST(authorization, grants_dimensions_the_product_has) {
    EXPECT_TRUE(refused(priced_with([](auto& fixed) { fixed.grants = {{"hours", 1}}; }),
                        reason::dimension_not_sold));
}

TEST(authorization, of_professional_services_grants_one_dimension) {
    working_copies on = with_draft();
    on.products.at(product_text).dimensions.push_back(a_dimension("hours"));
    EXPECT_TRUE(succeeded(priced_with([](auto& fixed) { fixed.grants = {{"hours", 1}}; }, on)));
    EXPECT_TRUE(refused(
        priced_with([](auto& fixed) { fixed.grants = {{"migration", 1}, {"hours", 1}}; }, on),
        reason::one_dimension_only));
}

TEST(authorization, has_the_buyers_documents_in_form) {
    const auto with = [](legal_document document) {
        return alone(with_draft(), authorization_text,
                     update_authorization_legal{{std::move(document)}, {}});
    };
    using enum legal_document_type;
    EXPECT_TRUE(succeeded(with({standard_eula, "", ""})));
    EXPECT_TRUE(succeeded(with({custom_eula, "https://example.com/eula.pdf", ""})));
    EXPECT_TRUE(refused(with({custom_eula, "", ""}), reason::buyer_document_invalid));
    EXPECT_TRUE(refused(with({custom_eula, "ftp://example.com/eula.pdf", ""}),
                        reason::buyer_document_invalid));
    EXPECT_TRUE(refused(with({standard_eula, "https://example.com/eula.pdf", ""}),
                        reason::buyer_document_invalid));
}

TEST(authorization, has_the_resellers_contract_in_form) {
    const auto with = [](legal_document document) {
        return alone(
            with_draft(), authorization_text,
            update_authorization_legal{a_wholesale().buyer_documents, {std::move(document)}});
    };
    using enum legal_document_type;
    EXPECT_TRUE(succeeded(with({custom_reseller_contract, "https://example.com/c.pdf", ""})));
    EXPECT_TRUE(refused(with({custom_reseller_contract, "", ""}), reason::resale_document_invalid));
}

TEST(authorization, ends_in_the_future) {
    const auto until = [](const char* end) {
        return alone(with_draft(), authorization_text,
                     update_authorization_availability{on(end), {}});
    };
    EXPECT_TRUE(succeeded(until("2026-11-20"))); // the end of today is still to come
    EXPECT_TRUE(refused(until("2026-11-19"), reason::availability_not_future));
}

TEST(authorization, can_be_restricted_while_active_and_unexpired) {
    const auto restrict = [](const working_copies& on) {
        return alone(on, authorization_text, restrict_authorization{});
    };
    EXPECT_TRUE(succeeded(restrict(with_active())));
    EXPECT_TRUE(refused(restrict(with_draft()), reason::authorization_not_restrictable));
    working_copies expired = with_active();
    expired.now = instant::end_of(on("2026-12-31")).plus_ms(1);
    EXPECT_TRUE(refused(restrict(expired), reason::authorization_not_restrictable));
    working_copies restricted = with_active();
    restricted.authorizations.at(authorization_text).state = authorization_state::restricted;
    EXPECT_TRUE(refused(restrict(restricted), reason::authorization_not_restrictable));
}

TEST(authorization, may_be_used_while_it_is_active) {
    const auto use = [](const auto& change) {
        resale_authorization of = an_authorization();
        authorization_use count = unused(of);
        instant when = now;
        change(of, count, when);
        return may_be_used(of, count, when);
    };
    EXPECT_TRUE(use([](auto&, auto&, auto&) {}));
    EXPECT_TRUE(
        refused(use([](auto& of, auto&, auto&) { of.state = authorization_state::restricted; }),
                reason::authorization_restricted));
    EXPECT_TRUE(refused(use([](auto& of, auto&, auto&) { of.state = authorization_state::draft; }),
                        reason::authorization_not_active));
}

TEST(authorization, may_be_used_until_the_last_millisecond_of_its_last_day) {
    const auto of = an_authorization();
    const instant last = instant::end_of(on("2026-12-31"));
    EXPECT_TRUE(may_be_used(of, unused(of), last));
    EXPECT_TRUE(
        refused(may_be_used(of, unused(of), last.plus_ms(1)), reason::authorization_expired));
}

TEST(authorization, may_be_used_once_if_it_is_for_a_single_use) {
    const auto of = an_authorization();
    authorization_use use = unused(of);
    use.released = 1;
    EXPECT_TRUE(refused(may_be_used(of, use, now), reason::authorization_consumed));
    use.offers_max.reset();
    EXPECT_TRUE(may_be_used(of, use, now));
    EXPECT_EQ(use.status(), extended_status::completed_usable);
}

} // namespace
} // namespace cppo::market
