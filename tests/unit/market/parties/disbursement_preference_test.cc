#include <gtest/gtest.h>

#include "unit/ground/rapidcheck.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using sample::a_seller;
using sample::isv;
using sample::on;

std::string daily(const char* collected, const char* today) {
    const disbursement_preference way{disbursement_frequency::daily, 10};
    return way.next_after(on(collected), on(today)).text();
}

std::string monthly(int day_of_month, const char* collected, const char* today) {
    const disbursement_preference way{disbursement_frequency::monthly, day_of_month};
    return way.next_after(on(collected), on(today)).text();
}

TEST(disbursement_preference, daily_is_the_day_after_collection) {
    EXPECT_EQ(daily("2027-01-19", "2027-01-19"), "2027-01-20");
    EXPECT_EQ(daily("2026-12-31", "2026-12-31"), "2027-01-01");
    EXPECT_EQ(daily("2028-02-28", "2028-02-28"), "2028-02-29");
}

TEST(disbursement_preference, daily_of_a_payment_recorded_late_is_today) {
    EXPECT_EQ(daily("2027-01-10", "2027-01-19"), "2027-01-19");
    EXPECT_EQ(daily("2027-01-18", "2027-01-19"), "2027-01-19");
}

TEST(disbursement_preference, monthly_is_the_next_such_day_after_collection) {
    EXPECT_EQ(monthly(10, "2027-01-09", "2027-01-09"), "2027-01-10");
    EXPECT_EQ(monthly(10, "2027-01-10", "2027-01-10"), "2027-02-10");
    EXPECT_EQ(monthly(10, "2027-01-11", "2027-01-11"), "2027-02-10");
}

TEST(disbursement_preference, monthly_of_a_payment_recorded_late_is_the_next_such_day) {
    EXPECT_EQ(monthly(10, "2027-01-05", "2027-01-10"), "2027-01-10");
    EXPECT_EQ(monthly(10, "2027-01-05", "2027-01-11"), "2027-02-10");
}

TEST(disbursement_preference, monthly_on_the_28th_meets_every_february) {
    EXPECT_EQ(monthly(28, "2027-01-31", "2027-01-31"), "2027-02-28");
    EXPECT_EQ(monthly(28, "2027-02-28", "2027-02-28"), "2027-03-28");
}

TEST(disbursement_preference, monthly_goes_over_the_end_of_the_year) {
    EXPECT_EQ(monthly(1, "2026-12-31", "2026-12-31"), "2027-01-01");
    EXPECT_EQ(monthly(10, "2026-12-10", "2026-12-10"), "2027-01-10");
}

TEST(disbursement_preference, never_pays_before_the_money_was_there_a_day) {
    EXPECT_TRUE(rc::check([] {
        const day collected = on("2026-01-01").plus_days(*rc::gen::inRange(0, 2000));
        const day today = collected.plus_days(*rc::gen::inRange(0, 60));
        const int chosen = *rc::gen::inRange(1, 29);
        const disbursement_preference way{disbursement_frequency::monthly, chosen};
        const day next = way.next_after(collected, today);
        RC_ASSERT(collected < next && today <= next);
        RC_ASSERT(next.date().day() == std::chrono::day(static_cast<unsigned>(chosen)));
        RC_ASSERT(next <= today.plus_days(32));
    }));
}

TEST(day_of_month, is_one_that_every_month_has) {
    for (int number = 1; number <= 28; ++number)
        EXPECT_EQ(day_of_month::of(number)->number(), number);
    for (const std::int64_t number : {-1, 0, 29, 31}) EXPECT_FALSE(day_of_month::of(number));
}

TEST(registration, does_not_go_back_to_where_it_began) {
    using enum registration_state;
    const seller whole = a_seller(isv);
    const auto becomes = [&](registration_state seller::* part, registration_state state) {
        seller changed = whole;
        changed.*part = state;
        return check_registration(whole, changed);
    };
    for (const auto part : {&seller::profile, &seller::tax, &seller::bank}) {
        EXPECT_TRUE(refused(becomes(part, not_started), reason::registration_state_out_of_order));
        EXPECT_TRUE(refused(becomes(part, not_required), reason::registration_state_out_of_order));
        EXPECT_TRUE(becomes(part, pending));
        EXPECT_TRUE(becomes(part, failed));
    }
    for (const auto state : {not_started, pending, complete, failed, not_required}) {
        EXPECT_TRUE(becomes(&seller::kyc, state));
        EXPECT_TRUE(becomes(&seller::service_linked_role, state));
    }
    seller unregistered = whole;
    unregistered.bank = not_started;
    EXPECT_TRUE(check_registration(unregistered, whole));
}

} // namespace
} // namespace cppo::market
