
#include "unit/ground/rapidcheck.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

template <class Change>
refusals schedule_with(const Change& change) {
    resale_authorization of = a_draft_authorization();
    change(of);
    return check_schedule(of, now);
}

refusals schedule_of(payment_schedule_term rows) {
    return schedule_with([&](resale_authorization& of) { of.terms.schedule = std::move(rows); });
}

// `count` instalments of 0.50, a day apart, from 2027-01-17.
payment_schedule_term instalments(int count) {
    payment_schedule_term made{currency::usd, {}};
    for (int each = 0; each < count; ++each)
        made.instalments.push_back({on("2027-01-17").plus_days(each), usd("0.50"), "0.50"});
    return made;
}

TEST(schedule, has_one_to_sixty_instalments) {
    for (const int count : {1, 2, 59, 60}) {
        EXPECT_TRUE(schedule_of(instalments(count))) << count;
        EXPECT_EQ(instalments(count).total().minor(), 50 * count);
    }
}

TEST(schedule, needs_a_single_use_and_an_end) {
    EXPECT_TRUE(schedule_with([](auto&) {}));
    EXPECT_TRUE(refused(schedule_with([](auto& of) { of.offers_max.reset(); }),
                        reason::schedule_needs_single_use_and_end));
    EXPECT_TRUE(refused(schedule_with([](auto& of) { of.available_until.reset(); }),
                        reason::schedule_needs_single_use_and_end));
}

TEST(schedule, has_the_currency_of_the_fixed_price) {
    EXPECT_TRUE(
        refused(schedule_with([](auto& of) { of.terms.fixed_upfront->unit = currency::eur; }),
                reason::currencies_differ));
}

TEST(schedule, has_every_day_once) {
    EXPECT_TRUE(refused(schedule_of(paid_on({{"2027-01-17", "0.50"}, {"2027-01-17", "0.50"}})),
                        reason::charge_dates_repeat));
}

TEST(schedule, has_days_in_the_future) {
    const auto from = [](const char* first) {
        return schedule_with([&](resale_authorization& of) {
            of.terms.schedule = paid_on({{first, "1"}});
            of.available_until = instant::end_of(on("2026-11-20"));
        });
    };
    EXPECT_TRUE(from("2026-11-21"));
    EXPECT_TRUE(refused(from("2026-11-20"), reason::charge_date_not_future));
}

TEST(schedule, begins_after_the_last_day_of_the_authorization) {
    EXPECT_TRUE(schedule_of(paid_on({{"2027-01-01", "1"}})));
    EXPECT_TRUE(refused(schedule_of(paid_on({{"2026-12-31", "1"}})),
                        reason::availability_reaches_first_charge));
}

TEST(schedule, ends_before_the_agreement) {
    EXPECT_TRUE(schedule_of(paid_on({{"2027-11-19", "1"}})));
    EXPECT_TRUE(
        refused(schedule_of(paid_on({{"2027-11-20", "1"}})), reason::charge_after_agreement_end));
}

TEST(schedule, of_an_offer_is_the_wholesale_one_marked_up_row_by_row) {
    resale_authorization from = an_authorization();
    from.terms.schedule =
        paid_on({{"2027-01-17", "333.33"}, {"2027-01-18", "333.33"}, {"2027-01-19", "333.34"}});
    offer of = a_draft_offer(from);
    of.markup = by("12.5");
    const auto schedule = of.schedule().value();
    EXPECT_EQ(schedule.instalments[0].written, "375");
    EXPECT_EQ(schedule.instalments[2].written, "375.01");
    EXPECT_EQ(schedule.total().text(), "1125.01");
}

TEST(schedule, of_an_offer_without_markup_keeps_its_text) {
    offer of = a_draft_offer();
    of.markup = {};
    EXPECT_EQ(of.schedule().value(), two_halves());
    EXPECT_EQ(of.schedule()->instalments[0].written, "0.50");
}

TEST(schedule, cannot_be_marked_up_beyond_the_largest_amount) {
    resale_authorization from = an_authorization();
    from.terms.schedule = paid_on({{"2027-01-17", "100000000"}});
    working_copies on = a_catalog(partner);
    add(on, from);
    add(on, a_draft_offer(from));
    EXPECT_TRUE(succeeded(alone(on, offer_text, update_markup{by("100")})));
    EXPECT_TRUE(
        refused(alone(on, offer_text, update_markup{by("999999999")}), reason::amount_too_large));
}

TEST(schedule, of_yen_has_no_decimals) {
    resale_authorization from = an_authorization();
    from.terms.schedule = paid_on({{"2027-01-17", "105"}}, currency::jpy);
    offer of = a_draft_offer(from);
    EXPECT_EQ(of.schedule()->instalments[0].written, "116");
}

// The partner's own schedule, with the offer changed as the test needs it.
template <class Change>
refusals custom(payment_schedule_term rows, const Change& change) {
    offer of = a_draft_offer();
    of.markup = {};
    of.terms.custom_schedule = std::move(rows);
    change(of);
    return check_custom_schedule(of, now);
}

refusals custom(payment_schedule_term rows) {
    return custom(std::move(rows), [](offer&) {});
}

const payment_schedule_term raised = paid_on({{"2027-01-17", "0.60"}, {"2027-01-18", "0.50"}});

TEST(custom_schedule, may_raise_any_amount) {
    EXPECT_TRUE(custom(raised));
    EXPECT_TRUE(custom(two_halves()));
}

TEST(custom_schedule, excludes_a_markup) {
    EXPECT_TRUE(refused(custom(raised, [](offer& of) { of.markup = by("0.000000001"); }),
                        reason::markup_with_custom_schedule));
    EXPECT_TRUE(custom(raised, [](offer& of) { of.markup = by("0.0"); }));
}

TEST(custom_schedule, needs_a_schedule_to_follow) {
    EXPECT_TRUE(refused(custom(raised, [](offer& of) { of.terms.basis.schedule.reset(); }),
                        reason::schedule_not_authorized));
}

TEST(custom_schedule, has_the_authorized_currency) {
    EXPECT_TRUE(
        refused(custom(paid_on({{"2027-01-17", "0.60"}, {"2027-01-18", "0.50"}}, currency::eur)),
                reason::currency_not_authorized));
}

TEST(custom_schedule, has_the_authorized_days) {
    EXPECT_TRUE(refused(custom(paid_on({{"2027-01-17", "1"}, {"2027-01-19", "1"}})),
                        reason::charge_dates_not_authorized));
    EXPECT_TRUE(
        refused(custom(paid_on({{"2027-01-17", "2"}})), reason::charge_dates_not_authorized));
}

TEST(custom_schedule, has_no_amount_below_wholesale) {
    EXPECT_TRUE(refused(custom(paid_on({{"2027-01-17", "5"}, {"2027-01-18", "0.49"}})),
                        reason::amount_below_wholesale));
}

TEST(custom_schedule, and_a_markup_taken_back_go_into_one_set) {
    working_copies on = a_catalog(partner);
    add(on, an_authorization());
    add(on, a_draft_offer());
    const auto set = set_of(partner, {change_of(offer_text, update_offer_schedule{raised}),
                                      change_of(offer_text, update_markup{by("0")})});
    EXPECT_TRUE(succeeded(result_of(finished(on, set))));
    const auto both = set_of(partner, {change_of(offer_text, update_offer_schedule{raised}),
                                       change_of(offer_text, update_markup{by("5")})});
    EXPECT_TRUE(refused(result_of(finished(on, both)), "UpdatePaymentScheduleTerms",
                        reason::markup_with_custom_schedule));
}

TEST(schedule, total_is_the_sum_of_its_rows_whatever_the_markup) {
    EXPECT_TRUE(rc::check([] {
        resale_authorization from = an_authorization();
        from.terms.schedule = instalments(*rc::gen::inRange(1, 61));
        for (instalment& each : from.terms.schedule->instalments)
            each.amount = money(*rc::gen::inRange(0, 1'000'000), currency::usd);
        offer of = a_draft_offer(from);
        of.markup = by(std::to_string(*rc::gen::inRange(0, 300)) + ".5");
        const auto made = of.schedule().value();
        money sum = usd("0");
        for (std::size_t at = 0; at < made.instalments.size(); ++at) {
            const money wholesale = from.terms.schedule->instalments[at].amount;
            RC_ASSERT(wholesale <= made.instalments[at].amount);
            sum = sum + marked_up(wholesale, of.markup).value();
        }
        RC_ASSERT(made.total() == sum);
    }));
}

} // namespace
} // namespace cppo::market
