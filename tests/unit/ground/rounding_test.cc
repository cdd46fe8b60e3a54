#include "ground/rounding.h"

#include <gtest/gtest.h>

#include "unit/ground/rapidcheck.h"

namespace cppo {
namespace {

price each(std::string_view text) {
    return price::parse(text).value();
}

std::vector<std::string> texts(const std::vector<money>& amounts) {
    std::vector<std::string> made;
    for (const money one : amounts) made.push_back(one.text());
    return made;
}

std::string sum(const std::vector<exact_amount>& parts, currency unit = currency::usd) {
    return sum_of(rounded_once(parts, unit).value(), unit).text();
}

TEST(rounding, of_forty_halves_of_a_cent_is_twenty_cents) {
    const std::vector<exact_amount> halves(40, exact_amount(1, each("0.005")));
    EXPECT_EQ(sum(halves), "0.20");
    EXPECT_EQ(sum(std::vector<exact_amount>(40, exact_amount(1, each("0.0035")))), "0.14");
    EXPECT_EQ(sum(std::vector<exact_amount>(40, exact_amount(1, each("0.0049")))), "0.20");
    // Of equal remainders the line that stands first has the cent.
    const auto parts = rounded_once(halves, currency::usd).value();
    EXPECT_EQ(parts.front().text(), "0.01");
    EXPECT_EQ(parts[19].text(), "0.01");
    EXPECT_EQ(parts[20].text(), "0.00");
}

TEST(rounding, of_eighty_one_lines_does_not_drift) {
    std::vector<exact_amount> lines(80, exact_amount(1, each("284.846")));
    lines.emplace_back(4, each("71.2124"));
    EXPECT_EQ(sum(lines), "23072.53"); // exactly 23,072.5296
}

TEST(rounding, gives_the_last_cent_to_the_largest_remainder) {
    EXPECT_EQ(texts(rounded_once({exact_amount(1, each("1.001")), exact_amount(1, each("1.003")),
                                  exact_amount(1, each("1.002"))},
                                 currency::usd)
                        .value()),
              (std::vector<std::string>{"1.00", "1.01", "1.00"}));
    EXPECT_EQ(sum({exact_amount(1, each("1.001")), exact_amount(1, each("1.003"))}), "2.00");
}

TEST(rounding, of_nothing_is_nothing) {
    EXPECT_EQ(sum({}), "0.00");
    EXPECT_EQ(sum({exact_amount(0, each("5")), exact_amount(7, each("0"))}), "0.00");
    EXPECT_EQ(sum({exact_amount(1, each("0.00499999"))}), "0.00");
}

TEST(rounding, has_no_decimals_in_yen) {
    EXPECT_EQ(sum({exact_amount(3, each("0.5")), exact_amount(1, each("0.5"))}, currency::jpy),
              "2");
}

TEST(rounding, refuses_what_no_amount_can_say) {
    const price most(price::units_max);
    EXPECT_EQ(rounded_once({exact_amount(10'001, most)}, currency::usd).error().why,
              reason::amount_too_large);
    EXPECT_TRUE(rounded_once({exact_amount(10'000, most)}, currency::usd));
}

TEST(exact_amount, is_told_with_all_its_decimals) {
    EXPECT_EQ(exact_amount(3, each("0.005")).text(), "0.015");
    EXPECT_EQ(exact_amount(1, each("0.00000001")).text(), "0.00000001");
    EXPECT_EQ(exact_amount(40, each("150")).text(), "6000");
    EXPECT_EQ(exact_amount(0, each("150")).text(), "0");
    EXPECT_EQ(exact_amount(9'000'000'000'000'000'000, price(price::units_max)).text(),
              "900000000000000000000000000");
}

RC_GTEST_PROP(rounding, leaves_no_part_a_whole_unit_away, ()) {
    const auto count = *rc::gen::inRange(1, 100);
    std::vector<exact_amount> parts;
    std::vector<__int128> exact;
    for (int at = 0; at < count; ++at) {
        const auto quantity = *rc::gen::inRange<std::int64_t>(0, 1'000);
        const auto units = *rc::gen::inRange<std::int64_t>(0, 3'000'000);
        parts.emplace_back(quantity, price(units));
        exact.push_back(static_cast<__int128>(quantity) * units);
    }
    const auto made = rounded_once(parts, currency::usd).value();
    __int128 whole = 0;
    for (const __int128 one : exact) whole += one;
    RC_ASSERT(sum_of(made, currency::usd).minor() ==
              static_cast<std::int64_t>((whole + 500'000) / 1'000'000));
    for (std::size_t at = 0; at < made.size(); ++at) {
        const __int128 off = static_cast<__int128>(made[at].minor()) * 1'000'000 - exact[at];
        RC_ASSERT(-1'000'000 < off && off <= 1'000'000);
    }
}

} // namespace
} // namespace cppo
