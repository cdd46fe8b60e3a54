#include "ground/money.h"

#include <array>
#include <cassert>
#include <cstdlib>
#include <optional>

namespace cppo {
namespace {

using wide = __int128;

constexpr wide hundred_per_cent = wide(100) * markup::scale;

constexpr std::int64_t whole_max = 100'000'000;

constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t value = 1;
    for (; exponent > 0; --exponent) value *= 10;
    return value;
}

wide divide_half_up(wide numerator, wide denominator) {
    assert(numerator >= 0 && denominator > 0);
    return (numerator * 2 + denominator) / (denominator * 2);
}

// Reads digits, a point and at most `decimals` more digits into units of 10^-decimals.
std::optional<std::int64_t> read_decimal(std::string_view text, int decimals,
                                         std::int64_t whole_limit) {
    std::int64_t whole = 0;
    std::size_t at = 0;
    for (; at < text.size() && text[at] != '.'; ++at) {
        if (text[at] < '0' || text[at] > '9' || whole > whole_limit) return {};
        whole = whole * 10 + (text[at] - '0');
    }
    const std::size_t whole_digits = at;
    std::int64_t fraction = 0;
    int fraction_digits = 0;
    if (at < text.size()) {
        for (++at; at < text.size(); ++at, ++fraction_digits) {
            if (text[at] < '0' || text[at] > '9' || fraction_digits == decimals) return {};
            fraction = fraction * 10 + (text[at] - '0');
        }
    }
    if (whole_digits + static_cast<std::size_t>(fraction_digits) == 0) return {};
    if (whole > whole_limit) return {};
    const std::int64_t value =
        whole * power_of_ten(decimals) + fraction * power_of_ten(decimals - fraction_digits);
    if (value > whole_limit * power_of_ten(decimals)) return {};
    return value;
}

std::string write_decimal(std::int64_t value, int decimals) {
    const bool negative = value < 0;
    std::string digits = std::to_string(std::llabs(value));
    if (decimals > 0) {
        const auto width = static_cast<std::size_t>(decimals) + 1;
        if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
        digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
    }
    return negative ? "-" + digits : digits;
}

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

} // namespace

result<currency> parse_currency(std::string_view text) {
    if (const auto found = find_named<currency>(text)) return *found;
    return no_because(reason::currency_unknown, "The currency must be USD, EUR, GBP, AUD or JPY.",
                      std::string(text.substr(0, 16)));
}

int decimals_of(currency unit) {
    switch (unit) {
        case currency::usd:
        case currency::eur:
        case currency::gbp:
        case currency::aud:
            return 2;
        case currency::jpy:
            return 0;
    }
    __builtin_unreachable();
}

result<money> money::parse(std::string_view text, currency unit) {
    const auto minor = read_decimal(text, decimals_of(unit), whole_max);
    if (!minor)
        return no_because(
            reason::malformed_amount,
            "An amount is a non-negative decimal text of at most 100000000 with at most " +
                std::to_string(decimals_of(unit)) + " decimals.",
            std::string(text.substr(0, 32)));
    return money(*minor, unit);
}

std::string money::text() const {
    return write_decimal(minor_, decimals_of(unit_));
}

std::string money::short_text() const {
    return without_trailing_zeros(text());
}

money money::operator+(money other) const {
    assert(unit_ == other.unit_);
    return money(minor_ + other.minor_, unit_);
}

money money::operator-(money other) const {
    assert(unit_ == other.unit_);
    return money(minor_ - other.minor_, unit_);
}

bool money::operator<(money other) const {
    assert(unit_ == other.unit_);
    return minor_ < other.minor_;
}

result<price> price::parse(std::string_view text, int decimals) {
    const auto units_read = read_decimal(text, decimals, whole_max);
    if (!units_read)
        return no_because(
            reason::malformed_amount,
            "A price is a non-negative decimal text of at most 100000000 with at most " +
                std::to_string(decimals) + " decimals.",
            std::string(text.substr(0, 32)));
    return price(*units_read * power_of_ten(decimals_max - decimals));
}

std::string price::text() const {
    return without_trailing_zeros(write_decimal(units_, decimals_max));
}

result<markup> markup::parse(std::string_view text) {
    const auto units_read = read_decimal(text, decimals_max, units_max / scale);
    if (!units_read || text.back() == '.')
        return no_because(reason::malformed_amount,
                          "A markup is a non-negative percentage with at most nine decimals.",
                          std::string(text.substr(0, 32)));
    markup made;
    made.units_ = *units_read;
    made.text_ = std::string(text);
    return made;
}

markup markup::of_units(std::int64_t units) {
    assert(units >= 0 && units <= units_max);
    markup made;
    made.units_ = units;
    made.text_ = without_trailing_zeros(write_decimal(units, decimals_max));
    return made;
}

result<money> marked_up(money wholesale, const markup& by) {
    const wide exact = wide(wholesale.minor()) * (hundred_per_cent + by.units());
    const wide rounded = divide_half_up(exact, hundred_per_cent);
    if (rounded > money::minor_max)
        return no_because(reason::amount_too_large, "The marked-up amount exceeds the maximum.");
    return money(static_cast<std::int64_t>(rounded), wholesale.unit());
}

result<price> marked_up(price wholesale, const markup& by, int decimals) {
    const wide step = power_of_ten(price::decimals_max - decimals);
    const wide exact = wide(wholesale.units()) * (hundred_per_cent + by.units());
    const wide rounded = divide_half_up(exact, hundred_per_cent * step) * step;
    if (rounded > price::units_max)
        return no_because(reason::amount_too_large, "The marked-up price exceeds the maximum.");
    return price(static_cast<std::int64_t>(rounded));
}

result<money> line_amount(std::int64_t quantity, price each, currency unit) {
    const wide step = power_of_ten(price::decimals_max - decimals_of(unit));
    const wide rounded = divide_half_up(wide(quantity) * each.units(), step);
    if (rounded > money::minor_max)
        return no_because(reason::amount_too_large, "The line amount exceeds the maximum.");
    return money(static_cast<std::int64_t>(rounded), unit);
}

money share_of(money amount, std::int64_t rate_ppm) {
    const wide rounded = divide_half_up(wide(amount.minor()) * rate_ppm, 1'000'000);
    return money(static_cast<std::int64_t>(rounded), amount.unit());
}

price discounted(price list, const markup& discount, int decimals) {
    assert(discount.units() <= hundred_per_cent);
    wide step = 1;
    for (int at = decimals; at < price::decimals_max; ++at) step *= 10;
    const wide exact = wide(list.units()) * (hundred_per_cent - discount.units());
    return price(static_cast<std::int64_t>(divide_half_up(exact, hundred_per_cent * step) * step));
}

money proportion_of(money whole, money part, money of) {
    if (of.minor() == 0) return money::zero(whole.unit());
    const wide rounded = divide_half_up(wide(whole.minor()) * part.minor(), of.minor());
    return money(static_cast<std::int64_t>(rounded), whole.unit());
}

} // namespace cppo
