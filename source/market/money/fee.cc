#include "market/money/fee.h"

#include <optional>

namespace cppo::market {
namespace {

// The rows of one part of the deal's fee that are in force when the offer is released.
std::vector<fee_rate> rows_of(const rate_tables& tables, const fee_case& of, fee_part part) {
    std::vector<fee_rate> rows;
    std::optional<day> since;
    for (const fee_rate& each : tables.fees) {
        if (each.part != part || each.product != of.product) continue;
        if (part == fee_part::listing && each.is_renewal != of.is_renewal) continue;
        if (part == fee_part::region && each.country != of.buyer_country) continue;
        rows.push_back(each);
        if (each.from <= of.released && (!since || *since < each.from)) since = each.from;
    }
    // No region adds anything before its first day; of the rest there is always a rate.
    if (!since && part != fee_part::region)
        for (const fee_rate& each : rows)
            if (!since || each.from < *since) since = each.from;
    std::erase_if(rows, [&](const fee_rate& each) { return each.from != since; });
    return rows;
}

// The rate of the highest band the deal reaches.
result<std::int64_t> listing_of(const rate_tables& tables, const fee_case& of) {
    const price dollars = TRY(dollars_for(tables.exchange, of.wholesale.unit(), of.released));
    const fee_rate* highest = nullptr;
    const auto rows = rows_of(tables, of, fee_part::listing);
    for (const fee_rate& each : rows)
        if (is_worth(of.wholesale, dollars, each.value_from) &&
            (!highest || highest->value_from < each.value_from))
            highest = &each;
    if (!highest) return no(reason::rate_missing, std::string(name_of(of.product)));
    return highest->ppm;
}

std::int64_t sum_of(const std::vector<fee_rate>& rows) {
    std::int64_t sum = 0;
    for (const fee_rate& each : rows) sum += each.ppm;
    return sum;
}

} // namespace

result<fee_rates> rates_for(const rate_tables& tables, const fee_case& of) {
    std::int64_t ppm = TRY(listing_of(tables, of));
    if (of.is_resold) ppm += sum_of(rows_of(tables, of, fee_part::channel));
    ppm += sum_of(rows_of(tables, of, fee_part::region));
    return fee_rates{fee_profile::manufacturer_pays, ppm, 0};
}

money next_fee(money amount_before, money fee_before, money amount, std::int64_t rate_ppm) {
    return share_of(amount_before + amount, rate_ppm) - fee_before;
}

} // namespace cppo::market
