#include "server/security/security_log.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <string>
#include <vector>

namespace cppo::server {
namespace {

using kind = service::security_kind;

struct security_lines : testing::Test {
    std::atomic<std::int64_t> second = 1'000;
    std::vector<std::string> lines;
    std::map<kind, std::vector<std::int64_t>> more;

    security_log made() {
        return security_log(
            [this](const service::security_event& what) { lines.push_back(what.credential); },
            [this](kind what, std::int64_t count) { more[what].push_back(count); },
            [this] { return security_log::clock::time_point(std::chrono::seconds(second)); });
    }
};

TEST_F(security_lines, are_few_however_much_is_refused) {
    {
        security_log to = made();
        for (int at = 0; at < 10'000; ++at)
            to.tell({kind::bad_signature, "AKIA" + std::to_string(at), "", "", "203.0.113.7"});
        ASSERT_EQ(lines.size(), 20U);
        EXPECT_EQ(lines.front(), "AKIA0");
        EXPECT_EQ(lines.back(), "AKIA19");
        EXPECT_TRUE(more.empty());
        second += 60;
        to.end_minutes();
        EXPECT_EQ(more[kind::bad_signature], std::vector<std::int64_t>{9'980});
        to.end_minutes();
        EXPECT_EQ(more[kind::bad_signature].size(), 1U);
    }
    EXPECT_EQ(more[kind::bad_signature].size(), 1U);
}

TEST_F(security_lines, begin_anew_with_each_minute) {
    security_log to = made();
    for (int minute = 0; minute < 3; ++minute, second += 60)
        for (int at = 0; at < 21; ++at) to.tell({kind::throttled, "", "", "", ""});
    EXPECT_EQ(lines.size(), 60U);
    EXPECT_EQ(more[kind::throttled], (std::vector<std::int64_t>{1, 1}));
}

TEST_F(security_lines, of_one_kind_leave_room_for_the_others) {
    security_log to = made();
    for (int at = 0; at < 100; ++at) to.tell({kind::bad_signature, "many", "", "", ""});
    to.tell({kind::closed_key, "one", "", "", ""});
    EXPECT_EQ(lines.back(), "one");
}

TEST_F(security_lines, are_counted_to_the_end) {
    {
        security_log to = made();
        for (int at = 0; at < 25; ++at) to.tell({kind::permission_refused, "", "", "", ""});
    }
    EXPECT_EQ(more[kind::permission_refused], std::vector<std::int64_t>{5});
}

} // namespace
} // namespace cppo::server
