// What is refused where text becomes a value.
#include "unit/market/proof.h"

namespace cppo {
namespace {

TEST(value, has_its_form) {
    EXPECT_TRUE(account_id::parse("123456789012"));
    for (const char* text : {"", "12345678901", "1234567890123", "12345678901a"})
        EXPECT_TRUE(refused(account_id::parse(text), reason::malformed_value)) << text;
    EXPECT_TRUE(offer_id::parse("offer-a"));
    EXPECT_TRUE(refused(offer_id::parse(""), reason::malformed_value));
    EXPECT_TRUE(refused(offer_id::parse("offer \"a\""), reason::malformed_value));
    EXPECT_TRUE(day::parse("2028-02-29"));
    EXPECT_TRUE(refused(day::parse("2027-02-29"), reason::malformed_value));
    EXPECT_TRUE(instant::parse("2026-11-20T09:00:00Z"));
    EXPECT_TRUE(refused(instant::parse("2026-11-20T25:00:00Z"), reason::malformed_value));
    EXPECT_TRUE(period::parse("P12M"));
    EXPECT_TRUE(refused(period::parse("P1W"), reason::malformed_value));
}

TEST(value, of_money_is_a_decimal_of_its_currency) {
    EXPECT_TRUE(money::parse("0.01", currency::usd));
    EXPECT_TRUE(refused(money::parse("0.001", currency::usd), reason::malformed_amount));
    EXPECT_TRUE(refused(money::parse("0.1", currency::jpy), reason::malformed_amount));
    EXPECT_TRUE(price::parse("0.00000001"));
    EXPECT_TRUE(refused(price::parse("0.000000001"), reason::malformed_amount));
    EXPECT_TRUE(markup::parse("0.000000001"));
    EXPECT_TRUE(refused(markup::parse("-1"), reason::malformed_amount));
}

TEST(value, of_money_is_in_a_currency_of_the_marketplace) {
    for (const char* code : {"USD", "EUR", "GBP", "AUD", "JPY"}) EXPECT_TRUE(parse_currency(code));
    for (const char* code : {"JPN", "usd", "", "CHF"})
        EXPECT_TRUE(refused(parse_currency(code), reason::currency_unknown)) << code;
}

TEST(value, of_money_has_a_maximum) {
    const money most(money::minor_max, currency::usd);
    EXPECT_TRUE(marked_up(most, markup()));
    EXPECT_TRUE(refused(marked_up(most, markup::parse("1").value()), reason::amount_too_large));
    const price dearest(price::units_max);
    EXPECT_TRUE(line_amount(10'000, dearest, currency::usd));
    EXPECT_TRUE(refused(line_amount(10'001, dearest, currency::usd), reason::amount_too_large));
}

} // namespace
} // namespace cppo
