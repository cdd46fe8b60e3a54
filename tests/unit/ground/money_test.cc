#include "ground/money.h"

#include <gtest/gtest.h>

#include "unit/ground/rapidcheck.h"

namespace cppo {
namespace {

money usd(const char* text) {
    return *money::parse(text, currency::usd);
}

TEST(money, reads_the_currencys_decimals_and_no_more) {
    EXPECT_EQ(usd("13.2").text(), "13.20");
    EXPECT_EQ(usd("13.2").short_text(), "13.2");
    EXPECT_EQ(money::parse("1300", currency::jpy)->text(), "1300");
    for (const char* text :
         {"", ".", "-1", "1.234", "1e2", " 1", "1,0", "100000000.01", "999999999999999999999"})
        EXPECT_FALSE(money::parse(text, currency::usd)) << text;
    EXPECT_FALSE(money::parse("1.0", currency::jpy));
    EXPECT_TRUE(money::parse("100000000", currency::usd));
}

TEST(money, gv_1_ten_per_cent_on_fifty_cents) {
    EXPECT_EQ(marked_up(usd("0.50"), *markup::parse("10"))->text(), "0.55");
    EXPECT_EQ(marked_up(usd("10"), *markup::parse("5.0"))->short_text(), "10.5");
}

TEST(money, schedule_rows_round_one_by_one) {
    const markup by = *markup::parse("12.5");
    EXPECT_EQ(marked_up(usd("333.33"), by)->text(), "375.00");
    EXPECT_EQ(marked_up(usd("333.34"), by)->text(), "375.01");
}

// GV-2, GV-3, GV-4: a million units of a list price of 0.01 at three wholesale tiers.
TEST(price, gv_2_to_gv_4_usage_tiers) {
    struct row {
        const char *wholesale, *by, *unit, *buyer, *cost;
    };
    for (const row& tier : {row{"0.008", "25", "0.01", "10000.00", "8000.00"},
                            row{"0.0075", "33.3", "0.0099975", "9997.50", "7500.00"},
                            row{"0.007", "42.8", "0.009996", "9996.00", "7000.00"},
                            row{"0.0075", "33.333333333", "0.01", "10000.00", "7500.00"},
                            row{"0.007", "42.857142857", "0.01", "10000.00", "7000.00"}}) {
        const price wholesale = *price::parse(tier.wholesale);
        const price buyer = *marked_up(wholesale, *markup::parse(tier.by));
        EXPECT_EQ(buyer.text(), tier.unit);
        EXPECT_EQ(line_amount(1'000'000, buyer, currency::usd)->text(), tier.buyer);
        EXPECT_EQ(line_amount(1'000'000, wholesale, currency::usd)->text(), tier.cost);
    }
}

TEST(price, is_never_marked_up_beyond_the_maximum) {
    const price dear = *price::parse("90000000");
    EXPECT_EQ(marked_up(dear, *markup::parse("11.111111111"))->text(), "99999999.9999");
    EXPECT_EQ(marked_up(dear, *markup::parse("25")).error().why, reason::amount_too_large);
    EXPECT_EQ(marked_up(dear, *markup::parse("999999999")).error().why, reason::amount_too_large);
}

TEST(price, upfront_prices_keep_six_decimals) {
    EXPECT_EQ(marked_up(*price::parse("0.000001"), *markup::parse("49"), 6)->text(), "0.000001");
    EXPECT_EQ(marked_up(*price::parse("0.000001"), *markup::parse("50"), 6)->text(), "0.000002");
}

TEST(markup, reads_nine_decimals_and_keeps_its_text) {
    EXPECT_EQ(markup::parse("5.0")->text(), "5.0");
    EXPECT_EQ(markup::parse(".5")->units(), 500'000'000);
    for (const char* text : {"", "-1", "+1", "1.", "1.0123456789", "1e1", "1000000000"})
        EXPECT_FALSE(markup::parse(text)) << text;
}

TEST(markup, never_lowers_a_price_and_grows_with_the_percentage) {
    EXPECT_TRUE(rc::check([] {
        const auto minor = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
        const auto low = *rc::gen::inRange(0, 400);
        const auto high = low + *rc::gen::inRange(0, 100);
        const money base(minor, currency::usd);
        const money one = *marked_up(base, *markup::parse(std::to_string(low)));
        const money two = *marked_up(base, *markup::parse(std::to_string(high)));
        RC_ASSERT(base <= one && one <= two);
    }));
}

} // namespace
} // namespace cppo
