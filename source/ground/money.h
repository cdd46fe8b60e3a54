// Exact amounts. Settled money is whole minor units of a currency; unit prices have eight decimals.
// No floating point, and every division names its rounding.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ground/names.h"
#include "ground/result.h"

namespace cppo {

enum class currency { usd, eur, gbp, aud, jpy };
constexpr auto names_of(currency) {
    using enum currency;
    return names<currency>({{usd, "USD"}, {eur, "EUR"}, {gbp, "GBP"}, {aud, "AUD"}, {jpy, "JPY"}});
}

// Reads `USD`, `EUR`, `GBP`, `AUD` or `JPY`; refuses any other code (R-CUR-01).
result<currency> parse_currency(std::string_view text);
constexpr std::string_view code_of(currency unit) {
    return name_of(unit);
}

// Decimals of a settled amount: 0 for JPY, else 2.
int decimals_of(currency unit);

// A settled amount in minor units (cents) of one currency.
class money {
  public:
    static constexpr std::int64_t minor_max = 100'000'000'000'000; // one trillion with two decimals

    constexpr money(std::int64_t minor, currency unit) : minor_(minor), unit_(unit) {}
    static constexpr money zero(currency unit) { return money(0, unit); }

    // Reads a non-negative `13.2`, refusing more decimals than the currency has and more than
    // 100,000,000.
    static result<money> parse(std::string_view text, currency unit);

    constexpr std::int64_t minor() const { return minor_; }
    constexpr currency unit() const { return unit_; }

    // `13.20`: always with the currency's decimals.
    std::string text() const;
    // `13.2`: as a derived amount is shown, without trailing zeros (R-PRC-09).
    std::string short_text() const;

    // Both sides must have one currency.
    money operator+(money other) const;
    money operator-(money other) const;
    bool operator==(const money&) const = default;
    bool operator<(money other) const;
    bool operator<=(money other) const { return !(other < *this); }

  private:
    std::int64_t minor_;
    currency unit_;
};

// A unit price, in 10^-8 of the currency's unit; at most 100,000,000.
class price {
  public:
    static constexpr int decimals_max = 8;
    static constexpr std::int64_t scale = 100'000'000;
    static constexpr std::int64_t units_max = 100'000'000 * scale;

    constexpr price() = default;
    constexpr explicit price(std::int64_t units) : units_(units) {}

    // Reads a non-negative price; refuses more than `decimals` decimals and more than 100,000,000.
    static result<price> parse(std::string_view text, int decimals = decimals_max);

    constexpr std::int64_t units() const { return units_; }
    // `0.0099975`: without trailing zeros.
    std::string text() const;

    auto operator<=>(const price&) const = default;

  private:
    std::int64_t units_ = 0;
};

// A markup in per cent with up to nine decimals, kept exact.
class markup {
  public:
    static constexpr int decimals_max = 9;
    static constexpr std::int64_t scale = 1'000'000'000;
    static constexpr std::int64_t units_max = 999'999'999 * scale;

    constexpr markup() = default;

    // Reads `25`, `33.3` or `42.857142857`; refuses signs, more than nine decimals and ten digits.
    static result<markup> parse(std::string_view text);
    // Of 10^-9 per cent, from 0 to units_max; its text has no trailing zeros.
    static markup of_units(std::int64_t units);

    constexpr std::int64_t units() const { return units_; }
    // As it was written, since the Catalog API shows it so; "0" when never set.
    const std::string& text() const { return text_; }
    bool is_zero() const { return units_ == 0; }

    bool operator==(const markup&) const = default;

  private:
    std::int64_t units_ = 0;
    std::string text_ = "0";
};

// wholesale x (1 + markup/100), rounded half-up to the currency's minor unit; refuses what exceeds
// the maximum amount (R-PRC-01, R-PRC-05).
result<money> marked_up(money wholesale, const markup& by);

// The same for a unit price, rounded half-up to `decimals` (8 for usage, 6 for upfront prices);
// refuses what exceeds the maximum price (R-PRC-10).
result<price> marked_up(price wholesale, const markup& by, int decimals = price::decimals_max);

// list x (1 - discount/100), rounded half-up to `decimals`; the discount is at most 100 per cent
// (R-PRC-02).
price discounted(price list, const markup& discount, int decimals = price::decimals_max);

// quantity x price in minor units, rounded half-up once, as a charge of one line is (R-PRC-05);
// refuses overflow.
result<money> line_amount(std::int64_t quantity, price each, currency unit);

// amount x rate in parts per million, rounded half-up.
money share_of(money amount, std::int64_t rate_ppm);

// whole x part / of, rounded half-up; nothing of nothing. `part` and `of` have one currency.
money proportion_of(money whole, money part, money of);

} // namespace cppo
