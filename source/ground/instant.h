// Moments, days and calendar periods. All times are UTC; a moment has whole milliseconds.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ground/result.h"

namespace cppo {

// A calendar day.
class day {
  public:
    constexpr day() = default;
    constexpr explicit day(std::chrono::year_month_day date) : date_(date) {}

    // Reads `2026-11-20`; refuses days that do not exist and years outside 1000 to 9999.
    static result<day> parse(std::string_view text);

    std::string text() const;
    constexpr std::chrono::year_month_day date() const { return date_; }
    day plus_days(int count) const;

    auto operator<=>(const day&) const = default;

  private:
    std::chrono::year_month_day date_{};
};

// A moment of market or real time, in milliseconds since 1970.
class instant {
  public:
    constexpr instant() = default;
    constexpr explicit instant(std::int64_t ms) : ms_(ms) {}

    // Reads `2026-11-20T09:00:00Z` and `2026-11-20T09:00:00.123Z`; refuses anything else.
    static result<instant> parse(std::string_view text);
    static instant start_of(day on); // 00:00:00.000
    static instant end_of(day on);   // 23:59:59.999

    constexpr std::int64_t ms() const { return ms_; }
    constexpr std::int64_t us() const { return ms_ * 1000; }
    static constexpr instant from_us(std::int64_t us) { return instant(us / 1000); }

    // `2026-11-20T09:00:00.000Z`
    std::string text() const;
    // `2026-11-20T09:00:00Z`, as the Catalog API writes its times.
    std::string text_in_seconds() const;
    cppo::day day() const;
    constexpr instant plus_ms(std::int64_t count) const { return instant(ms_ + count); }

    auto operator<=>(const instant&) const = default;

  private:
    std::int64_t ms_ = 0;
};

// A length of calendar time such as P12M or P3650D. It stays a period until it meets a date.
class period {
  public:
    constexpr period() = default;

    // Reads `P[nY][nM][nD]` with at least one part and no part above 99,999; refuses weeks and
    // times.
    static result<period> parse(std::string_view text);
    // Reads the same and `PT[nH][nM][nS]`, as the sandbox clock needs.
    static result<period> parse_with_time(std::string_view text);

    // The text it was read from.
    const std::string& text() const { return text_; }
    int months() const { return months_; }
    int days() const { return days_; }

    // Adds years and months first (a day past the month's end becomes its last day), then days,
    // then time (R-DUR-09, R-DUR-12).
    instant after(instant start) const;
    cppo::day after(cppo::day start) const;

    // Whether both last equally long whatever the date: P1Y is P12M, and P365D is neither.
    bool operator==(const period& other) const {
        return months_ == other.months_ && days_ == other.days_ && time_ms_ == other.time_ms_;
    }

  private:
    std::string text_;
    int months_ = 0;
    int days_ = 0;
    std::int64_t time_ms_ = 0;
};

} // namespace cppo
