#include "market/usage/metering.h"

#include <algorithm>
#include <set>

#include "ground/dated_refusal.h"

namespace cppo::market {

month month_of(instant at) {
    const auto date = at.day().date();
    return date.year() / date.month();
}

instant closing_of(month of) {
    const month next = of + std::chrono::months(1);
    return instant::start_of(day(next / 1)).plus_ms(6 * hour_ms);
}

namespace {

constexpr std::int64_t late_hours_max(report_kind how) {
    return how == report_kind::batch ? 24 : 6;
}

} // namespace

result<void> check_time(instant at, report_kind how, instant now) {
    if (now.plus_ms(usage_ahead_max_ms) < at) return no_now(reason::usage_in_the_future, now);
    if (hour_of(at) < hour_of(now) - late_hours_max(how))
        return no_now(reason::usage_too_late, now);
    if (closing_of(month_of(at)) <= now) return no_now(reason::usage_too_late, now);
    return {};
}

std::int64_t first_open_hour(instant now) {
    return hour_of(now) - late_hours_max(report_kind::batch) - 1;
}

instant closing_of_hour(std::int64_t hour) {
    return instant((hour + late_hours_max(report_kind::batch) + 2) * hour_ms);
}

std::int64_t last_open_hour(instant now) {
    return hour_of(now.plus_ms(usage_ahead_max_ms));
}

bool covers_usage(const agreement& of, instant at) {
    return hour_of(of.starts) <= hour_of(at) && (!of.ends || at < *of.ends);
}

bool takes_reports(const agreement& of, instant now) {
    if (!of.ends) return of.status == agreement_status::active;
    return now <= of.ends->plus_ms(hour_ms);
}

bool may_have_usage_from(const agreement& of, instant from) {
    return !of.ends || from <= of.ends->plus_ms(usage_ahead_max_ms);
}

result<void> check_worth(std::int64_t quantity, const rate& of, currency unit) {
    constexpr std::int64_t hours_max = 1'000; // more than a month has
    const auto worth = line_amount(quantity, of.each, unit);
    if (!worth || worth->minor() > money::minor_max / hours_max)
        return no(reason::usage_worth_too_much, of.dimension);
    return {};
}

result<void> check_allocations(const std::vector<usage_allocation>& allocations,
                               std::int64_t quantity) {
    if (allocations.empty()) return {};
    std::int64_t sum = 0;
    std::set<std::vector<usage_tag>> seen;
    for (usage_allocation each : allocations) {
        sum += each.quantity;
        std::ranges::sort(each.tags);
        if (!seen.insert(each.tags).second) return no(reason::allocations_repeat);
    }
    if (sum != quantity) return no(reason::allocations_differ_from_quantity);
    return {};
}

} // namespace cppo::market
