// Fees as effective-dated data, captured on an agreement when it is accepted (R-FEE-11).
#pragma once

#include <optional>

#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

// Who pays: the ISV on the wholesale price only (the default), or both sides as until 2023
// (OQ-01).
enum class fee_profile { manufacturer_pays, both_pay };
constexpr auto names_of(fee_profile) {
    using enum fee_profile;
    return names<fee_profile>({{manufacturer_pays, "manufacturer_pays"}, {both_pay, "both_pay"}});
}

enum class fee_product { saas, server, professional_services };

// The rates an agreement was accepted with, in parts per million.
struct fee_rates {
    fee_profile profile;
    std::int64_t listing_ppm;    // of the ISV's wholesale price
    std::int64_t processing_ppm; // of the partner's margin; only where both pay

    bool operator==(const fee_rates&) const = default;
};

// The rates of a partner offer accepted on `accepted`: the private-offer rate of the product, the
// deal's tier (by wholesale total contract value, none committed: the lowest) or renewal, and half
// a point for the channel (R-FEE-01, R-FEE-02, R-FEE-03, R-FEE-06, OQ-02, OQ-03).
fee_rates channel_rates(fee_product product, bool renewal, std::optional<money> wholesale_total,
                        day accepted);

// The rates of an offer the manufacturer makes itself: the same without the half point.
fee_rates direct_rates(fee_product product, bool renewal, std::optional<money> total_value,
                       day accepted);

// The fee on the next `amount` when `before` was already charged on `amount_before`. Fees cumulate
// per agreement, so rounding never adds up: the sum is the rounded fee on the whole (R-FEE-12).
money next_fee(money amount_before, money fee_before, money amount, std::int64_t rate_ppm);

} // namespace cppo::market
