// Usage: which records count, and when a month closes.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "ground/instant.h"
#include "ground/result.h"
#include "market/agreements/agreement.h"

namespace cppo::market {

// A calendar month of market time.
using month = std::chrono::year_month;

month month_of(instant at);
// 06:00 UTC on the 1st of the following month: late records are taken until then (R-MET-04).
instant closing_of(month of);

constexpr std::int64_t hour_ms = 3'600'000;

// Hours since 1970; records of one hour are one record (R-MET-06).
constexpr std::int64_t hour_of(instant at) {
    return at.ms() / hour_ms;
}

// How late a record may come: 24 hours in a batch, 6 hours from the buyer's own software.
enum class report_kind { batch, own };

// How far the clocks of those who report may run ahead of market time.
constexpr std::int64_t usage_ahead_max_ms = 5 * 60'000;

// Refuses a moment more than five minutes ahead, one before the hour that is 24 or 6 hours before
// the running one, and one of a closed month (R-MET-03, R-MET-04).
result<void> check_time(instant at, report_kind how, instant now);

// Before this hour nothing is recorded any more, not even by a command that began an hour ago.
std::int64_t first_open_hour(instant now);
// From this moment on nothing is recorded for the hour any more, so what was can be sealed
// (R-MET-12).
instant closing_of_hour(std::int64_t hour);
// After this hour nothing is recorded yet.
std::int64_t last_open_hour(instant now);

// Whether usage of that moment falls under the agreement: not before the hour it begins in, and
// before its end (R-MET-05).
bool covers_usage(const agreement& of, instant at);
// Whether usage may still be reported for the agreement: no more than an hour has passed since its
// end (R-MET-05, R-AGR-08).
bool takes_reports(const agreement& of, instant now);
// Whether usage from that moment on may have been recorded for the agreement. Its end may have come
// after usage was reported that was ahead of it.
bool may_have_usage_from(const agreement& of, instant from);

// Whether an hour's quantity is worth so little that a month of such hours fits an invoice: at most
// a billion of the currency's unit. Refuses more, since it could never be billed (R-MET-08).
result<void> check_worth(std::int64_t quantity, const rate& of, currency unit);

// A part of a record's quantity that the ISV assigns to tags of the buyer's.
struct usage_tag {
    std::string key;
    std::string value;

    auto operator<=>(const usage_tag&) const = default;
};
struct usage_allocation {
    std::int64_t quantity;
    std::vector<usage_tag> tags;

    bool operator==(const usage_allocation&) const = default;
};

// Allocations sum to the quantity, and no two have the same tags; one may have none (R-MET-09).
result<void> check_allocations(const std::vector<usage_allocation>& allocations,
                               std::int64_t quantity);

// One hour's use of one dimension. The key is all integers: hour, buyer, the buyer's number of the
// agreement, the dimension's place in the agreement's usage term.
struct usage_record {
    std::int64_t hour;
    std::int64_t account;
    std::int64_t agreement_no;
    std::int64_t dimension_no;
    std::int64_t quantity;
    std::string allocations; // as JSON; empty for none
    instant recorded;
};

} // namespace cppo::market
