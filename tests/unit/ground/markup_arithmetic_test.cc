// Derived prices against exact rational numbers.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include "ground/money.h"
#include "unit/ground/rapidcheck.h"

namespace cppo {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

std::int64_t half_up(const cpp_rational& exact) {
    const cpp_rational shifted = exact + cpp_rational(1, 2);
    return static_cast<std::int64_t>(cpp_int(numerator(shifted) / denominator(shifted)));
}

// A markup of up to nine decimals, from its billionths of a per cent.
std::string percent_text(std::int64_t billionths) {
    std::string decimals = std::to_string(billionths % markup::scale);
    decimals.insert(0, 9 - decimals.size(), '0');
    return std::to_string(billionths / markup::scale) + "." + decimals;
}

std::int64_t some_markup(std::int64_t per_cent_max) {
    return *rc::gen::inRange<std::int64_t>(0, per_cent_max * markup::scale + 1);
}

cpp_rational factor_of(std::int64_t billionths) {
    return 1 + cpp_rational(billionths) / (cpp_rational(100) * markup::scale);
}

std::int64_t step_of(int decimals) {
    std::int64_t step = 1;
    for (int at = decimals; at < price::decimals_max; ++at) step *= 10;
    return step;
}

TEST(markup_arithmetic, of_a_price_is_the_exact_product_rounded_half_up_once) {
    EXPECT_TRUE(rc::check([] {
        const auto units = *rc::gen::inRange<std::int64_t>(0, 1'000 * price::scale);
        const std::int64_t billionths = some_markup(400);
        const int decimals = *rc::gen::element(6, 8);
        const std::int64_t step = step_of(decimals);
        const price made =
            *marked_up(price(units), *markup::parse(percent_text(billionths)), decimals);
        RC_ASSERT(made.units() == half_up(factor_of(billionths) * units / step) * step);
    }));
}

TEST(markup_arithmetic, of_an_amount_is_the_exact_product_rounded_half_up_once) {
    EXPECT_TRUE(rc::check([] {
        const auto minor = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
        const std::int64_t billionths = some_markup(400);
        const auto made =
            marked_up(money(minor, currency::eur), *markup::parse(percent_text(billionths)));
        RC_ASSERT(made->minor() == half_up(factor_of(billionths) * minor));
    }));
}

TEST(markup_arithmetic, of_a_discount_is_the_exact_product_rounded_half_up_once) {
    EXPECT_TRUE(rc::check([] {
        const auto units = *rc::gen::inRange<std::int64_t>(0, 1'000 * price::scale);
        const std::int64_t billionths = some_markup(100);
        const int decimals = *rc::gen::element(6, 8);
        const std::int64_t step = step_of(decimals);
        const cpp_rational left = 2 - factor_of(billionths);
        const price made =
            discounted(price(units), *markup::parse(percent_text(billionths)), decimals);
        RC_ASSERT(made.units() == half_up(left * units / step) * step);
    }));
}

// The wholesale part of instalments sums to the whole and exceeds no instalment.
TEST(markup_arithmetic, of_proportions_sums_to_the_whole) {
    EXPECT_TRUE(rc::check([] {
        const auto count = *rc::gen::inRange(1, 61);
        std::vector<money> rows;
        money paid = money::zero(currency::usd);
        for (int at = 0; at < count; ++at) {
            rows.emplace_back(*rc::gen::inRange<std::int64_t>(0, 1'000'000), currency::usd);
            paid = paid + rows.back();
        }
        const money whole(*rc::gen::inRange<std::int64_t>(0, paid.minor() + 1), currency::usd);
        money until = money::zero(currency::usd);
        money settled = until;
        for (const money& each : rows) {
            until = until + each;
            const money now = proportion_of(whole, until, paid);
            RC_ASSERT(settled <= now);
            RC_ASSERT(now - settled <= each);
            settled = now;
        }
        RC_ASSERT(settled == (paid.minor() == 0 ? money::zero(currency::usd) : whole));
    }));
}

} // namespace
} // namespace cppo
