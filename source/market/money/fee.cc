#include "market/money/fee.h"

#include <array>

namespace cppo::market {
namespace {

constexpr std::int64_t per_cent = 10'000;
constexpr std::int64_t channel_ppm = per_cent / 2;

// Tiers of the total contract value in minor units of a two-decimal currency (R-FEE-07).
constexpr std::int64_t one_million = 100'000'000;
constexpr std::int64_t ten_million = 1'000'000'000;

std::int64_t tier_ppm(bool renewal, std::int64_t total_minor) {
    if (renewal || total_minor >= ten_million) return per_cent * 3 / 2;
    if (total_minor >= one_million) return per_cent * 2;
    return per_cent * 3;
}

// The professional services rate fell to 0.5 per cent; the published date of the change is not
// known, so the first day of 2026 stands for it.
std::int64_t services_ppm(day accepted) {
    const day lowered(std::chrono::year(2026) / 1 / 1);
    return accepted < lowered ? per_cent * 5 / 2 : per_cent / 2;
}

std::int64_t in_two_decimals(money total) {
    return decimals_of(total.unit()) == 0 ? total.minor() * 100 : total.minor();
}

} // namespace

fee_rates direct_rates(fee_product product, bool renewal, std::optional<money> total_value,
                       day accepted) {
    const std::int64_t total = total_value ? in_two_decimals(*total_value) : 0;
    const std::int64_t base = product == fee_product::professional_services
                                  ? services_ppm(accepted)
                                  : tier_ppm(renewal, total);
    return {fee_profile::manufacturer_pays, base, 0};
}

fee_rates channel_rates(fee_product product, bool renewal, std::optional<money> wholesale_total,
                        day accepted) {
    fee_rates made = direct_rates(product, renewal, wholesale_total, accepted);
    made.listing_ppm += channel_ppm;
    return made;
}

money next_fee(money amount_before, money fee_before, money amount, std::int64_t rate_ppm) {
    return share_of(amount_before + amount, rate_ppm) - fee_before;
}

} // namespace cppo::market
