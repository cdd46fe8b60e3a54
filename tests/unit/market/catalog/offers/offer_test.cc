#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

// The partner's catalog with a draft offer, changed as the test needs it.
template <class Change>
working_copies with_draft(const Change& change) {
    working_copies made = a_catalog(partner);
    add(made, an_authorization());
    offer of = a_draft_offer();
    change(of);
    add(made, of);
    return made;
}

working_copies with_draft() {
    return with_draft([](offer&) {});
}

working_copies with_released() {
    return with_draft([](offer& of) {
        of.state = offer_state::released;
        of.released = now;
    });
}

change_set release(const working_copies& on) {
    return alone(on, offer_text, release_offer{});
}

TEST(offer, is_released_when_complete) {
    const decision made =
        finished(with_draft(), set_of(partner, {change_of(offer_text, release_offer{})}));
    EXPECT_TRUE(succeeded(result_of(made)));
    const offer of = written<offer>(made).at(0);
    EXPECT_EQ(of.state, offer_state::released);
    EXPECT_EQ(of.released, now);
}

TEST(offer, inherits_prices_and_buyers_but_not_the_name) {
    const offer of = drafted(an_authorization(), offer_id::minted(offer_text), now);
    EXPECT_EQ(of.owner, partner);
    EXPECT_EQ(of.terms.buyers, std::vector{buyer});
    EXPECT_EQ(of.terms.basis, a_wholesale());
    EXPECT_EQ(of.name, "");
    EXPECT_FALSE(of.available_until);
}

TEST(offer, comes_from_an_authorization_shared_with_the_partner) {
    const create_offer ask{authorization_id::minted(authorization_text), {}, {}};
    working_copies on = a_catalog(partner);
    EXPECT_TRUE(refused(alone(on, "offer-new", ask), reason::authorization_not_found));
    add(on, an_authorization());
    EXPECT_TRUE(succeeded(alone(on, "offer-new", ask)));
    on.authorizations.at(authorization_text).reseller = stranger;
    EXPECT_TRUE(refused(alone(on, "offer-new", ask), reason::authorization_not_found));
    add(on, a_draft_authorization());
    EXPECT_TRUE(refused(alone(on, "offer-new", ask), reason::authorization_not_found));
}

TEST(offer, cannot_be_released_twice) {
    EXPECT_TRUE(refused(release(with_released()), reason::offer_already_released));
}

TEST(offer, has_a_name_when_released) {
    EXPECT_TRUE(
        refused(release(with_draft([](offer& of) { of.name = ""; })), reason::offer_name_missing));
}

TEST(offer, has_a_description_when_released) {
    EXPECT_TRUE(refused(release(with_draft([](offer& of) { of.description = ""; })),
                        reason::offer_description_missing));
}

TEST(offer, has_a_buyer_when_released) {
    EXPECT_TRUE(refused(release(with_draft([](offer& of) { of.terms.buyers.clear(); })),
                        reason::offer_buyers_missing));
}

TEST(offer, has_an_end_when_released) {
    EXPECT_TRUE(refused(release(with_draft([](offer& of) { of.available_until.reset(); })),
                        reason::offer_availability_missing));
}

TEST(offer, ends_in_the_future_when_released) {
    const auto until = [](instant end) {
        return release(with_draft([&](offer& of) { of.available_until = end; }));
    };
    EXPECT_TRUE(succeeded(until(now)));
    EXPECT_TRUE(refused(until(now.plus_ms(-1)), reason::offer_availability_missing));
    EXPECT_TRUE(
        refused(alone(with_draft(), offer_text, update_offer_availability{on("2026-11-19")}),
                reason::availability_not_future));
}

TEST(offer, is_released_by_a_paid_seller) {
    working_copies on = with_draft();
    on.sellers.at(partner).tax = registration_state::pending;
    EXPECT_TRUE(refused(release(on), reason::tax_form_missing));
    on.sellers.at(partner).profile = registration_state::pending;
    EXPECT_TRUE(refused(release(on), reason::seller_not_registered));
}

TEST(offer, is_not_released_under_an_authorization_that_is_restricted_expired_or_used_up) {
    working_copies restricted = with_draft();
    restricted.authorizations.at(authorization_text).state = authorization_state::restricted;
    EXPECT_TRUE(refused(release(restricted), reason::authorization_restricted));
    working_copies expired = with_draft();
    expired.now = at("2027-01-01T00:00:00Z");
    EXPECT_TRUE(refused(release(expired), reason::authorization_expired));
    working_copies consumed = with_draft();
    consumed.uses.at(authorization_text).released = 1;
    EXPECT_TRUE(refused(release(consumed), reason::authorization_consumed));
}

TEST(offer, has_no_new_markup_after_release) {
    EXPECT_TRUE(succeeded(alone(with_draft(), offer_text, update_markup{by("12")})));
    EXPECT_TRUE(refused(alone(with_released(), offer_text, update_markup{by("12")}),
                        reason::markup_after_release));
}

TEST(offer, has_no_new_buyers_after_release) {
    EXPECT_TRUE(succeeded(alone(with_draft(), offer_text, update_targeting{{buyer}, {"DE"}, {}})));
    EXPECT_TRUE(refused(alone(with_released(), offer_text, update_targeting{{buyer}, {}, {}}),
                        reason::targeting_after_release));
}

TEST(offer, has_no_new_terms_after_release) {
    const update_offer_validity validity{validity_term{lasting("P12M"), {}, {}}};
    EXPECT_TRUE(succeeded(alone(with_draft(), offer_text, validity)));
    EXPECT_TRUE(refused(alone(with_released(), offer_text, validity), reason::terms_after_release));
    EXPECT_TRUE(refused(alone(with_released(), offer_text, update_offer_schedule{}),
                        reason::terms_after_release));
}

TEST(offer, may_be_cancelled_revived_and_renamed_after_release) {
    const auto end = [](const working_copies& on, const char* day_text) {
        const auto change = change_of(offer_text, update_offer_availability{sample::on(day_text)});
        return written<offer>(finished(on, set_of(partner, {change}))).at(0);
    };
    const offer cancelled = end(with_released(), "2026-11-19");
    EXPECT_TRUE(cancelled.has_expired(now));
    EXPECT_EQ(cancelled.state, offer_state::released);
    working_copies later = with_released();
    add(later, cancelled);
    EXPECT_FALSE(end(later, "2027-01-11").has_expired(now));
    EXPECT_TRUE(
        succeeded(alone(with_released(), offer_text, update_offer_information{"Other", {}})));
}

TEST(offer, targets_only_authorized_buyers) {
    const auto target = [](std::vector<account_id> buyers) {
        return alone(with_draft(), offer_text, update_targeting{std::move(buyers), {}, {}});
    };
    EXPECT_TRUE(succeeded(target({buyer})));
    EXPECT_TRUE(refused(target({buyer, other_buyer}), reason::buyer_not_authorized));
}

TEST(offer, under_an_authorization_for_all_targets_any_account_that_exists) {
    resale_authorization from = an_authorization();
    from.terms.buyers.clear();
    working_copies on = a_catalog(partner);
    add(on, from);
    add(on, a_draft_offer(from));
    const auto target = [&](const account_id& one) {
        return alone(on, offer_text, update_targeting{{one}, {}, {}});
    };
    EXPECT_TRUE(succeeded(target(other_buyer)));
    EXPECT_TRUE(refused(target(stranger), reason::buyer_account_unknown));
}

TEST(offer, is_for_others_than_its_sellers) {
    resale_authorization from = an_authorization();
    from.terms.buyers.clear();
    working_copies on = a_catalog(partner);
    add(on, from);
    add(on, a_draft_offer(from));
    for (const account_id& each : {partner, isv})
        EXPECT_TRUE(refused(alone(on, offer_text, update_targeting{{each}, {}, {}}),
                            reason::buyer_is_seller));
}

template <class Change>
refusals validity_with(const Change& change) {
    offer of = a_draft_offer();
    of.terms.validity.emplace();
    change(*of.terms.validity);
    return check_validity(of, a_product(), now);
}

TEST(offer, lasts_as_long_as_authorized) {
    EXPECT_TRUE(validity_with([](auto& of) { of.duration = lasting("P12M"); }));
    EXPECT_TRUE(validity_with([](auto& of) { of.duration = lasting("P1Y"); }));
    for (const char* other : {"P11M", "P13M", "P364D"})
        EXPECT_TRUE(refused(validity_with([&](auto& of) { of.duration = lasting(other); }),
                            reason::duration_not_authorized));
}

TEST(offer, cannot_drop_the_authorized_duration) {
    EXPECT_TRUE(refused(validity_with([](auto&) {}), reason::validity_incomplete));
}

TEST(offer, of_professional_services_takes_no_start_and_no_end) {
    EXPECT_TRUE(refused(validity_with([](auto& of) { of.starts_on = on("2027-02-01"); }),
                        reason::future_start_not_for_product));
    EXPECT_TRUE(refused(validity_with([](auto& of) { of.ends_on = on("2027-11-20"); }),
                        reason::future_start_not_for_product));
}

template <class Change>
refusals dates_with(const Change& change) {
    offer of = a_draft_offer();
    change(of);
    return check_dates(of, now);
}

TEST(offer, ends_before_the_agreement_would) {
    EXPECT_TRUE(dates_with([](offer&) {}));
    const auto until = [](const char* last) {
        return dates_with([&](offer& of) {
            of.terms.validity = validity_term{{}, {}, sample::on("2027-11-20")};
            of.terms.basis.schedule = paid_on({{"2027-11-19", "1"}});
            of.available_until = instant::end_of(sample::on(last));
        });
    };
    EXPECT_TRUE(until("2027-11-19"));
    EXPECT_TRUE(refused(until("2027-11-20"), reason::availability_reaches_agreement_end));
}

// Also one that was released long before its start: it is not revived past it.
TEST(offer, is_not_open_beyond_the_days_of_its_agreement_once_they_have_passed) {
    const auto dated = [](const char* start, std::optional<day> end) {
        return dates_with([&](offer& of) {
            of.state = offer_state::released;
            of.terms.basis.schedule = {};
            of.terms.validity = validity_term{{}, sample::on(start), end};
            of.available_until = instant::end_of(sample::on("2027-01-15"));
        });
    };
    EXPECT_TRUE(dated("2027-01-16", {}));
    EXPECT_TRUE(refused(dated("2026-11-01", {}), reason::start_not_after_availability));
    EXPECT_TRUE(refused(dates_with([](offer& of) {
                            of.terms.basis.schedule = {};
                            of.terms.validity = validity_term{{}, {}, sample::on("2026-11-01")};
                            of.available_until = instant::end_of(sample::on("2027-01-15"));
                        }),
                        reason::availability_reaches_agreement_end));
}

TEST(offer, may_stay_open_longer_than_the_agreement_lasts_since_that_begins_with_its_acceptance) {
    EXPECT_TRUE(dates_with([&](offer& of) {
        of.terms.validity = validity_term{lasting("P30D"), {}, {}};
        of.terms.basis.schedule = {};
        of.available_until = instant::end_of(sample::on("2027-01-15"));
    }));
}

TEST(offer, charges_before_the_agreement_ends) {
    const auto last_charge = [](const char* last) {
        return dates_with([&](offer& of) { of.terms.basis.schedule = paid_on({{last, "1"}}); });
    };
    EXPECT_TRUE(last_charge("2027-11-19"));
    EXPECT_TRUE(refused(last_charge("2027-11-20"), reason::charge_after_agreement_end));
}

TEST(offer, has_at_most_one_charge_up_to_its_last_day) {
    const auto until = [](const char* last) {
        return dates_with(
            [&](offer& of) { of.available_until = instant::end_of(sample::on(last)); });
    };
    EXPECT_TRUE(until("2027-01-16"));
    EXPECT_TRUE(until("2027-01-17"));
    EXPECT_TRUE(refused(until("2027-01-18"), reason::too_many_backdated_charges));
}

} // namespace
} // namespace cppo::market
