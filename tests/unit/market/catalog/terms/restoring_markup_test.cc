#include "market/catalog/terms/restoring_markup.h"

#include <gtest/gtest.h>

#include <numeric>

#include "unit/ground/rapidcheck.h"

namespace cppo::market {
namespace {

price priced(const char* text) {
    return *price::parse(text);
}

// GV-2, GV-3, GV-4: a list price of 0.01 and a million units.
TEST(restoring_markup, brings_three_tiers_back_to_the_list_price) {
    const price list = priced("0.01");
    struct row {
        const char* wholesale;
        std::int64_t numerator, denominator;
        const char *nearest, *in_short, *unit, *lost;
    };
    for (const row& tier : {row{"0.008", 25, 1, "25", "25", "0.01", "0.00"},
                            row{"0.0075", 100, 3, "33.333333333", "33.3", "0.0099975", "2.50"},
                            row{"0.007", 300, 7, "42.857142857", "42.8", "0.009996", "4.00"}}) {
        const price wholesale = priced(tier.wholesale);
        const auto found = find_restoring_markup(list, wholesale);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->numerator, tier.numerator);
        EXPECT_EQ(found->denominator, tier.denominator);
        EXPECT_EQ(found->is_exact(), tier.denominator == 1);
        EXPECT_EQ(found->nearest.text(), tier.nearest);
        EXPECT_EQ(*marked_up(wholesale, found->nearest), list);
        const markup in_short = found->cut_to(1);
        EXPECT_EQ(in_short.text(), tier.in_short);
        const price derived = *marked_up(wholesale, in_short);
        EXPECT_EQ(derived.text(), tier.unit);
        EXPECT_EQ(lost_at(1'000'000, list, derived, currency::usd)->text(), tier.lost);
    }
}

TEST(restoring_markup, has_neighbours_that_round_to_the_same_price) {
    const auto found = find_restoring_markup(priced("0.01"), priced("0.007"));
    EXPECT_EQ(found->restoring->lowest.text(), "42.857071429");
    EXPECT_EQ(found->restoring->highest.text(), "42.857214285");
}

TEST(restoring_markup, is_the_next_one_above_where_cutting_falls_short) {
    const price list = priced("1000"), wholesale = priced("600.00000001");
    const auto found = find_restoring_markup(list, wholesale);
    EXPECT_LT(*marked_up(wholesale, found->cut_to(9)), list);
    EXPECT_EQ(*marked_up(wholesale, found->nearest), list);
}

TEST(restoring_markup, may_be_beyond_nine_decimals_for_high_prices) {
    const price list = priced("99999999.99999999"), wholesale = priced("77777777.77777777");
    const auto found = find_restoring_markup(list, wholesale);
    EXPECT_FALSE(found->restoring);
    EXPECT_FALSE(found->is_exact());
    EXPECT_LT(*marked_up(wholesale, found->nearest), list);
}

TEST(restoring_markup, of_nothing_taken_off_is_zero) {
    const auto found = find_restoring_markup(priced("5"), priced("5"));
    EXPECT_TRUE(found->is_exact());
    EXPECT_EQ(found->nearest.text(), "0");
    EXPECT_EQ(found->restoring->lowest.text(), "0");
}

TEST(restoring_markup, does_not_exist_for_a_wholesale_price_of_zero_or_above_list) {
    EXPECT_EQ(find_restoring_markup(priced("0.01"), priced("0")).error().why,
              reason::malformed_amount);
    EXPECT_EQ(find_restoring_markup(priced("0.01"), priced("0.02")).error().why,
              reason::malformed_amount);
    EXPECT_EQ(find_restoring_markup(priced("100000000"), priced("0.00000001")).error().why,
              reason::amount_too_large);
}

TEST(restoring_markup, loses_nothing_that_a_line_cannot_hold) {
    EXPECT_EQ(lost_at(std::int64_t(1) << 62, priced("1"), priced("1"), currency::usd).error().why,
              reason::amount_too_large);
    EXPECT_EQ(lost_at(100, priced("1"), priced("1.5"), currency::jpy)->text(), "-50");
}

// The same in fractions of integers: wholesale x (1 + markup / 100) lies within half a unit.
TEST(restoring_markup, agrees_with_exact_fractions) {
    using wide = __int128;
    EXPECT_TRUE(rc::check([] {
        const auto most =
            *rc::gen::element<std::int64_t>(100, 10'000'000, 1'000'000'000'000, price::units_max);
        const price list(*rc::gen::inRange<std::int64_t>(1, most));
        const price wholesale(*rc::gen::inRange<std::int64_t>(1, list.units() + 1));
        const auto found = find_restoring_markup(list, wholesale);
        if (!found) {
            const wide percent_max = wide(markup::units_max) * wholesale.units();
            RC_ASSERT(wide(list.units() - wholesale.units()) * 100 * markup::scale > percent_max);
            return;
        }
        RC_ASSERT(wide(found->numerator) * wholesale.units() ==
                  wide(list.units() - wholesale.units()) * 100 * found->denominator);
        RC_ASSERT(std::gcd(found->numerator, found->denominator) == 1);
        const wide scaled = wide(found->numerator) * markup::scale;
        RC_ASSERT(found->is_exact() == (scaled % found->denominator == 0));
        const wide cut = found->cut_to(9).units();
        RC_ASSERT(cut * found->denominator <= scaled);
        RC_ASSERT((cut + 1) * found->denominator > scaled);

        constexpr wide hundred = wide(100) * markup::scale;
        const auto restores = [&](wide units) {
            const wide doubled = wide(wholesale.units()) * (hundred + units) * 2;
            const wide wanted = wide(list.units()) * hundred * 2;
            return doubled >= wanted - hundred && doubled < wanted + hundred;
        };
        RC_ASSERT(restores(found->nearest.units()) == found->restoring.has_value());
        RC_ASSERT((marked_up(wholesale, found->nearest).value() == list) ==
                  found->restoring.has_value());
        if (!found->restoring) {
            RC_ASSERT(!restores(cut) && !restores(cut + 1));
            return;
        }
        const auto& [lowest, highest] = *found->restoring;
        RC_ASSERT(restores(lowest.units()) && restores(highest.units()));
        RC_ASSERT(lowest.is_zero() || !restores(wide(lowest.units()) - 1));
        RC_ASSERT(highest.units() == markup::units_max || !restores(wide(highest.units()) + 1));
    }));
}

} // namespace
} // namespace cppo::market
