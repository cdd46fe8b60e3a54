#include "ground/instant.h"

#include <gtest/gtest.h>

namespace cppo {
namespace {

TEST(instant, reads_and_writes_whole_seconds_and_milliseconds) {
    EXPECT_EQ(instant::parse("2026-11-20T09:00:00Z")->text(), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(instant::parse("2026-11-20T09:00:00.123Z")->text(), "2026-11-20T09:00:00.123Z");
    EXPECT_EQ(instant::parse("2026-11-20T09:00:00.123Z")->text_in_seconds(),
              "2026-11-20T09:00:00Z");
}

TEST(instant, refuses_what_is_not_a_moment) {
    for (const char* text :
         {"", "2026-11-20", "2026-02-30T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T09:00:00",
          "2026-11-20T09:00:00.1Z", "2026-11-20T09:00:00ZZ"})
        EXPECT_FALSE(instant::parse(text)) << text;
}

TEST(instant, a_day_ends_one_millisecond_before_the_next) {
    const day on = *day::parse("2026-12-31");
    EXPECT_EQ(instant::end_of(on).text(), "2026-12-31T23:59:59.999Z");
    EXPECT_EQ(instant::end_of(on).plus_ms(1), instant::start_of(*day::parse("2027-01-01")));
}

TEST(period, gv_10_ten_years_in_days_end_two_days_before_ten_calendar_years) {
    const day start = *day::parse("2025-03-05");
    EXPECT_EQ(period::parse("P3650D")->after(start).text(), "2035-03-03");
    EXPECT_EQ(period::parse("P10Y")->after(start).text(), "2035-03-05");
}

TEST(period, a_month_past_the_months_end_stops_at_its_last_day) {
    EXPECT_EQ(period::parse("P1M")->after(*day::parse("2027-01-31")).text(), "2027-02-28");
    EXPECT_EQ(period::parse("P1Y")->after(*day::parse("2024-02-29")).text(), "2025-02-28");
}

TEST(period, refuses_weeks_times_and_nothing) {
    for (const char* text :
         {"", "P", "P1W", "PT1H", "P1DT1H", "P-1D", "1D", "P1D1M", "P1", "P100000D"})
        EXPECT_FALSE(period::parse(text)) << text;
    EXPECT_TRUE(period::parse_with_time("PT1H"));
    EXPECT_FALSE(period::parse_with_time("P1DT"));
}

} // namespace
} // namespace cppo
