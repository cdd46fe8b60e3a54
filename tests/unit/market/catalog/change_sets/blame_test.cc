// Whom a set tells what is wrong with the state it leads to, with and without the release in it.
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

working_copies with_draft(const offer& of = a_draft_offer()) {
    working_copies made = a_catalog(partner);
    add(made, an_authorization());
    add(made, of);
    return made;
}

// An offer on contract prices of a SaaS product, fixed to one seat that is paid in two parts.
offer a_conversion() {
    resale_authorization from = an_authorization();
    const rate seat{"migration", price::parse("1").value(), "1"};
    from.terms.fixed_upfront = {};
    from.terms.schedule = {};
    from.terms.upfront = configurable_upfront_term{
        currency::usd, true, {{lasting("P12M"), {seat}}, {lasting("P1M"), {seat}}}};
    offer made = a_draft_offer(from);
    made.markup = by("0");
    made.terms.fixed_quantities = fixed_quantities();
    made.terms.custom_schedule = two_halves();
    return made;
}

// The change of type `type` is told `why`, and no other is told anything, whether or not the
// release stands in the set.
void tells(const working_copies& on, std::vector<change> changes, std::string_view type,
           reason why) {
    const auto told = [&] { return result_of(finished(on, set_of(on.by, changes))); };
    EXPECT_TRUE(refused(told(), type, why));
    const bool of_offer = changes.front().entity_type == "Offer@1.0";
    changes.insert(changes.begin(),
                   of_offer ? change_of(changes.front().entity, release_offer{})
                            : change_of(changes.front().entity, release_authorization{}));
    EXPECT_TRUE(refused(told(), type, why)) << "with the release";
}

void tells(const offer& of, change_details asked, std::string_view type, reason why) {
    tells(with_draft(of), {change_of(offer_text, std::move(asked))}, type, why);
}

TEST(blame, falls_on_the_update_that_caused_it) {
    const offer draft = a_draft_offer();
    tells(draft, update_targeting{{other_buyer}, {}, {}}, "UpdateTargeting",
          reason::buyer_not_authorized);
    tells(draft, update_targeting{{buyer}, {"XX"}, {}}, "UpdateTargeting", reason::country_unknown);
    tells(draft, update_offer_validity{validity_term{lasting("P6M"), {}, {}}},
          "UpdateValidityTerms", reason::duration_not_authorized);
    tells(draft, update_offer_availability{sample::on("2027-01-18")}, "UpdateAvailability",
          reason::too_many_backdated_charges);
    tells(draft, update_offer_schedule{two_halves()}, "UpdatePaymentScheduleTerms",
          reason::schedule_with_markup);
}

TEST(blame, falls_on_whichever_update_moved_the_end) {
    offer of = a_conversion();
    const fixed_upfront_term shorter{currency::usd, "0", lasting("P1M"), {{"migration", 1}}};
    tells(of, update_offer_pricing{pricing_model::contract, {}, {}, false, shorter},
          "UpdatePricingTerms", reason::duration_too_short);
    tells(of, update_offer_validity{validity_term{lasting("P1M"), {}, {}}}, "UpdateValidityTerms",
          reason::duration_not_authorized);
    tells(of, update_offer_schedule{paid_on({{"2027-01-17", "1"}, {"2027-11-20", "1"}})},
          "UpdatePaymentScheduleTerms", reason::charge_after_agreement_end);
}

TEST(blame, falls_on_the_quantities_of_a_price_that_no_amount_can_say) {
    offer of = a_conversion();
    for (upfront_card& card : of.terms.basis.upfront->cards)
        card.rates.front().each = price::parse("100000000").value();
    of.terms.fixed_quantities->grants.front().quantity_max = 1;
    const fixed_upfront_term dear{
        currency::usd, "0", lasting("P12M"), {{"migration", 2'147'483'646}}};
    tells(of, update_offer_pricing{pricing_model::contract, {}, {}, false, dear},
          "UpdatePricingTerms", reason::grants_invalid);
}

TEST(blame, falls_on_the_last_in_the_order_of_judging_where_several_may_be_told) {
    offer of = a_conversion();
    of.terms.fixed_quantities = {};
    of.terms.custom_schedule = {};
    const fixed_upfront_term shorter{currency::usd, "0", lasting("P1M"), {{"migration", 1}}};
    tells(with_draft(of),
          {change_of(offer_text, update_offer_schedule{two_halves()}),
           change_of(offer_text,
                     update_offer_pricing{pricing_model::contract, {}, {}, false, shorter})},
          "UpdatePaymentScheduleTerms", reason::charge_after_agreement_end);
}

TEST(blame, of_an_authorization_falls_on_its_updates_too) {
    working_copies on = a_catalog(isv);
    add(on, a_draft_authorization());
    const auto told = [&](change_details asked, std::string_view type, reason why) {
        tells(on, {change_of(authorization_text, std::move(asked))}, type, why);
    };
    told(update_authorization_availability{sample::on("2027-01-17"), {}}, "UpdateAvailability",
         reason::availability_reaches_first_charge);
    told(update_authorization_schedule{paid_on({{"2026-12-31", "1"}})},
         "UpdatePaymentScheduleTerms", reason::charge_date_not_future);
    told(update_authorization_pricing{pricing_model::contract,
                                      fixed_upfront_term{
                                          currency::usd, "0", lasting("P1M"), {{"migration", 1}}},
                                      {},
                                      {},
                                      false},
         "UpdatePricingTerms", reason::duration_too_short);
    told(update_buyer_targeting{{stranger}}, "UpdateBuyerTargetingTerms",
         reason::buyer_account_unknown);
}

TEST(blame, of_several_faults_falls_on_each_change_and_the_release_tells_its_own) {
    offer of = a_draft_offer();
    of.name = "";
    const change_set told = result_of(finished(
        with_draft(of),
        set_of(partner,
               {change_of(offer_text, release_offer{}),
                change_of(offer_text, update_targeting{{other_buyer}, {}, {}}),
                change_of(offer_text, update_offer_validity{validity_term{lasting("P6M"), {}, {}}}),
                change_of(offer_text, update_offer_availability{sample::on("2026-11-19")})})));
    const auto why = [&](std::size_t at) {
        EXPECT_EQ(told.changes.at(at).errors.size(), 1U);
        return told.changes.at(at).errors.at(0).why;
    };
    EXPECT_EQ(why(0), reason::offer_name_missing);
    EXPECT_EQ(why(1), reason::buyer_not_authorized);
    EXPECT_EQ(why(2), reason::duration_not_authorized);
    EXPECT_EQ(why(3), reason::availability_not_future);
}

TEST(blame, spares_the_release_what_a_failed_update_would_have_mended) {
    offer of = a_draft_offer();
    of.available_until = {};
    const std::vector<account_id> many(27, buyer);
    tells(of, update_offer_availability{sample::on("2026-11-19")}, "UpdateAvailability",
          reason::availability_not_future);
    of.available_until = instant::end_of(sample::on("2027-01-10"));
    of.terms.basis.buyers = {};
    of.terms.buyers = {};
    tells(of, update_targeting{many, {}, {}}, "UpdateTargeting", reason::too_many_buyers);
}

TEST(blame, falls_on_the_release_of_a_draft_that_time_has_passed) {
    offer of = a_draft_offer();
    of.available_until = instant::end_of(sample::on("2027-01-18"));
    const working_copies on = with_draft(of);
    EXPECT_TRUE(refused(alone(on, offer_text, release_offer{}), reason::draft_outdated));
    EXPECT_TRUE(succeeded(alone(on, offer_text, update_offer_information{"Other", {}})));
}

} // namespace
} // namespace cppo::market
