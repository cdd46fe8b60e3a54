#include "ground/instant.h"

#include <charconv>
#include <cstdio>
#include <optional>

namespace cppo {
namespace {

using std::chrono::milliseconds;
using std::chrono::sys_days;

constexpr std::int64_t day_ms = 86'400'000;

// Reads exactly `digits` digits at the front and removes them.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return {};
    int value = 0;
    for (char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<day> take_day(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || *year < 1000 || !take(text, '-')) return {};
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return {};
    const auto date = take_digits(text, 2);
    if (!date) return {};
    const std::chrono::year_month_day found{std::chrono::year(*year),
                                            std::chrono::month(static_cast<unsigned>(*month)),
                                            std::chrono::day(static_cast<unsigned>(*date))};
    if (!found.ok()) return {};
    return day(found);
}

std::optional<std::int64_t> take_time_of_day(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return {};
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return {};
    const auto second = take_digits(text, 2);
    if (!second || *second > 59) return {};
    std::int64_t ms = ((*hour * 60 + *minute) * 60 + *second) * 1000LL;
    if (take(text, '.')) {
        const auto fraction = take_digits(text, 3);
        if (!fraction) return {};
        ms += *fraction;
    }
    return ms;
}

// Reads "12M"-like parts in the given order of units; false when nothing or something else stands
// there.
bool take_parts(std::string_view& text, std::string_view units, std::int64_t* values) {
    bool any = false;
    std::size_t next = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || number > 99'999) return false;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.empty()) return false;
        const auto unit = units.find(text.front(), next);
        if (unit == std::string_view::npos) return false;
        values[unit] = number;
        next = unit + 1;
        text.remove_prefix(1);
        any = true;
    }
    return any;
}

std::unexpected<refusal> no_period(std::string_view text) {
    return no_because(reason::malformed_value, "A duration is written like P12M or P30D.",
                      std::string(text.substr(0, 32)));
}

std::chrono::year_month_day plus_months(std::chrono::year_month_day date, int count) {
    const auto moved = date + std::chrono::months(count);
    if (moved.ok()) return moved;
    return moved.year() / moved.month() / std::chrono::last;
}

} // namespace

result<day> day::parse(std::string_view text) {
    std::string_view rest = text;
    const auto found = take_day(rest);
    if (!found || !rest.empty())
        return no_because(reason::malformed_value, "A date is written like 2026-11-20.",
                          std::string(text.substr(0, 32)));
    return *found;
}

std::string day::text() const {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date_.year()),
                  static_cast<unsigned>(date_.month()), static_cast<unsigned>(date_.day()));
    return buffer;
}

day day::plus_days(int count) const {
    return day(std::chrono::year_month_day(sys_days(date_) + std::chrono::days(count)));
}

result<instant> instant::parse(std::string_view text) {
    std::string_view rest = text;
    const auto on = take_day(rest);
    if (on && take(rest, 'T')) {
        const auto ms = take_time_of_day(rest);
        if (ms && rest == "Z") return start_of(*on).plus_ms(*ms);
    }
    return no_because(reason::malformed_value, "A time is written like 2026-11-20T09:00:00Z.",
                      std::string(text.substr(0, 32)));
}

instant instant::start_of(cppo::day on) {
    return instant(milliseconds(sys_days(on.date()).time_since_epoch()).count());
}

instant instant::end_of(cppo::day on) {
    return start_of(on).plus_ms(day_ms - 1);
}

std::string instant::text() const {
    const cppo::day on = day();
    const std::int64_t ms = ms_ - start_of(on).ms();
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%sT%02d:%02d:%02d.%03dZ", on.text().c_str(),
                  static_cast<int>(ms / 3'600'000), static_cast<int>(ms / 60'000 % 60),
                  static_cast<int>(ms / 1000 % 60), static_cast<int>(ms % 1000));
    return buffer;
}

std::string instant::text_in_seconds() const {
    const std::string whole = text();
    return whole.substr(0, whole.size() - 5) + "Z";
}

day instant::day() const {
    const auto days = std::chrono::floor<std::chrono::days>(milliseconds(ms_));
    return cppo::day(std::chrono::year_month_day(sys_days(days)));
}

result<period> period::parse(std::string_view text) {
    auto found = parse_with_time(text);
    if (!found || found->time_ms_ != 0 || text.find('T') != std::string_view::npos)
        return no_period(text);
    return found;
}

result<period> period::parse_with_time(std::string_view text) {
    std::string_view rest = text;
    std::int64_t date[3] = {0, 0, 0};
    std::int64_t time[3] = {0, 0, 0};
    if (!take(rest, 'P')) return no_period(text);
    const bool has_date = take_parts(rest, "YMD", date);
    bool has_time = false;
    if (take(rest, 'T')) {
        has_time = take_parts(rest, "HMS", time);
        if (!has_time) return no_period(text);
    }
    if (!rest.empty() || (!has_date && !has_time)) return no_period(text);
    period made;
    made.text_ = std::string(text);
    made.months_ = static_cast<int>(date[0] * 12 + date[1]);
    made.days_ = static_cast<int>(date[2]);
    made.time_ms_ = ((time[0] * 60 + time[1]) * 60 + time[2]) * 1000;
    return made;
}

day period::after(cppo::day start) const {
    return cppo::day(plus_months(start.date(), months_)).plus_days(days_);
}

instant period::after(instant start) const {
    const std::int64_t of_day = start.ms() - instant::start_of(start.day()).ms();
    return instant::start_of(after(start.day())).plus_ms(of_day + time_ms_);
}

} // namespace cppo
