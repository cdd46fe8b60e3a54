// Fees as effective-dated data, captured on an agreement when it is accepted (R-FEE-11).
#pragma once

#include <string>
#include <vector>

#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "market/money/exchange.h"

namespace cppo::market {

// Who pays: the ISV on the wholesale price only (the default), or both sides as until 2023
// (OQ-01).
enum class fee_profile { manufacturer_pays, both_pay };
constexpr auto names_of(fee_profile) {
    using enum fee_profile;
    return names<fee_profile>({{manufacturer_pays, "manufacturer_pays"}, {both_pay, "both_pay"}});
}

enum class fee_product { saas, server, professional_services };
constexpr auto names_of(fee_product) {
    using enum fee_product;
    return names<fee_product>(
        {{saas, "SAAS"}, {server, "SERVER"}, {professional_services, "PROFESSIONAL_SERVICES"}});
}

// What a listing fee is made of: the rate of the product and deal, what a channel partner's sale
// adds, and what the buyer's country adds.
enum class fee_part { listing, channel, region };
constexpr auto names_of(fee_part) {
    using enum fee_part;
    return names<fee_part>({{listing, "LISTING"}, {channel, "CHANNEL"}, {region, "REGION"}});
}

// A published rate, for offers released from that day on until another row takes its place.
struct fee_rate {
    fee_part part;
    fee_product product;
    bool is_renewal;
    std::int64_t value_from; // whole US dollars of contract value; a listing's band
    std::string country;     // a region's; empty otherwise
    day from;
    std::int64_t ppm; // parts per million
};

// The rates a marketplace has, of all times.
struct rate_tables {
    std::vector<fee_rate> fees;
    std::vector<exchange_rate> exchange;
};

// The rates an agreement was accepted with, in parts per million.
struct fee_rates {
    fee_profile profile;
    std::int64_t listing_ppm;    // of the ISV's wholesale price
    std::int64_t processing_ppm; // of the partner's margin; only where both pay

    bool operator==(const fee_rates&) const = default;
};

// What picks the rates of a deal.
struct fee_case {
    fee_product product;
    bool is_resold;            // by a channel partner
    bool is_renewal;           // as its authorization says
    money wholesale;           // the committed total; nothing where only use is sold
    std::string buyer_country; // of the buyer's account at acceptance
    day released;              // the offer
};

// The listing rate of the product by the deal's band or renewal, and what channel and region add
// (R-FEE-01, R-FEE-02, R-FEE-03, R-FEE-04, R-FEE-06, R-FEE-07, OQ-02, OQ-03). An offer that is
// older than the first rows has those. Refuses a deal whose product or currency has no rate.
result<fee_rates> rates_for(const rate_tables& tables, const fee_case& of);

// The fee on the next `amount` when `before` was already charged on `amount_before`. Fees cumulate
// per agreement, so rounding never adds up: the sum is the rounded fee on the whole (R-FEE-12).
money next_fee(money amount_before, money fee_before, money amount, std::int64_t rate_ppm);

} // namespace cppo::market
