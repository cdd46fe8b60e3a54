#include "market/parties/seller.h"

namespace cppo::market {
namespace {

// The first day numbered `day_of_month` that is `from` or later.
day first_on_or_after(day from, int day_of_month) {
    const auto date = from.date();
    const std::chrono::day wanted(static_cast<unsigned>(day_of_month));
    const day this_month(date.year() / date.month() / wanted);
    if (from <= this_month) return this_month;
    const auto next = date.year() / date.month() + std::chrono::months(1);
    return day(next / wanted);
}

} // namespace

day disbursement_preference::next_after(day collected, day today) const {
    const day after = collected.plus_days(1);
    const day earliest = std::max(after, today);
    if (frequency == disbursement_frequency::daily) return earliest;
    return first_on_or_after(earliest, day_of_month);
}

} // namespace cppo::market
