#include "server/waiting_line.h"

#include <gtest/gtest.h>

#include <set>

namespace cppo::server {
namespace {

using std::chrono::milliseconds;
using clock = waiting_line::clock;

// A line with its own time; every request is told apart by its number.
struct server_waiting_line : testing::Test {
    limits within{.worker_threads = 2,
                  .waiting_max = 10,
                  .waiting_bound_ms = 200,
                  .waiting_interval_ms = 250,
                  .waiting_timeout_ms = 600};
    waiting_line line{within};
    clock::time_point now{milliseconds(1'000'000)};
    std::vector<std::string> turned_down = {};

    void pass(int ms) { now += milliseconds(ms); }

    void come(const std::string& asker, const std::string& name) {
        end(line.join({asker, now, [this, name](bool is_served) {
                           if (!is_served) turned_down.push_back(name);
                           last = name;
                       }}));
    }
    void end(std::vector<waiting_request> gone) {
        for (waiting_request& each : gone) each.end(false);
    }
    // The name of whoever a worker takes; empty where nobody waits.
    std::string serve_next() {
        auto next = line.take(now);
        if (!next) return "";
        next->end(true);
        served_asker = next->asker;
        return last;
    }
    void finish(const std::string& asker, int ms) { line.serve_ended(asker, milliseconds(ms)); }
    void look() { end(line.leave_late(now)); }
    // Takes all workers for a long time.
    void occupy() {
        for (const char* each : {"long 1", "long 2"}) {
            come("busy", each);
            EXPECT_EQ(serve_next(), each);
        }
    }

    std::string last;
    std::string served_asker;
};

TEST_F(server_waiting_line, a_lone_client_is_served_however_late_the_machine_runs_it) {
    for (int second = 0; second < 60; ++second) {
        come("lone", "call");
        for (int wait = 0; wait < 9; ++wait) {
            pass(100);
            look();
        }
        EXPECT_EQ(serve_next(), "call");
        pass(100);
        finish("lone", 100);
    }
    EXPECT_TRUE(turned_down.empty());
}

TEST_F(server_waiting_line, serves_one_asker_in_the_order_it_came) {
    occupy();
    for (const char* each : {"1", "2", "3"}) come("a", each);
    EXPECT_EQ(serve_next(), "1");
    EXPECT_EQ(serve_next(), "2");
    EXPECT_EQ(serve_next(), "3");
    EXPECT_EQ(serve_next(), "");
}

TEST_F(server_waiting_line, one_that_asks_little_does_not_wait_for_one_that_asks_much) {
    occupy();
    for (int count = 0; count < 8; ++count) come("much", "much");
    come("little", "little");
    const std::set first{serve_next(), serve_next()};
    EXPECT_EQ(first, (std::set<std::string>{"little", "much"}));
}

TEST_F(server_waiting_line, workers_are_shared_by_time_and_not_by_count) {
    int heavy = 0;
    int light = 0;
    const auto keep_waiting = [&] {
        come("heavy", "heavy");
        come("light", "light");
    };
    keep_waiting();
    for (int turn = 0; turn < 550; ++turn) {
        keep_waiting();
        const bool is_heavy = serve_next() == "heavy";
        ++(is_heavy ? heavy : light);
        finish(served_asker, is_heavy ? 10 : 1);
        pass(is_heavy ? 10 : 1);
    }
    EXPECT_NEAR(light, heavy * 10, 100);
}

TEST_F(server_waiting_line, when_it_is_full_the_newest_of_the_heaviest_goes) {
    occupy();
    for (int count = 0; count < 9; ++count) come("many", "many " + std::to_string(count));
    come("few", "few 0");
    EXPECT_TRUE(turned_down.empty());
    come("few", "few 1");
    EXPECT_EQ(turned_down, (std::vector<std::string>{"many 8"}));
    come("many", "many 9");
    EXPECT_EQ(turned_down, (std::vector<std::string>{"many 8", "many 9"}));
}

TEST_F(server_waiting_line, a_burst_that_is_served_is_not_turned_down) {
    occupy();
    for (int count = 0; count < 10; ++count) come("a", "burst");
    for (int count = 0; count < 10; ++count) {
        pass(40);
        look();
        finish(count < 2 ? "busy" : "a", 40);
        EXPECT_EQ(serve_next(), "burst");
    }
    EXPECT_TRUE(turned_down.empty());
}

TEST_F(server_waiting_line, nobody_waits_beyond_the_limit_where_all_workers_are_busy) {
    occupy();
    come("a", "early");
    pass(300);
    come("a", "later");
    pass(299);
    look();
    EXPECT_TRUE(turned_down.empty());
    pass(1);
    look();
    EXPECT_EQ(turned_down, (std::vector<std::string>{"early"}));
    EXPECT_EQ(serve_next(), "later");
}

// Clients that ask again as soon as they are answered: more than can be served within the bound.
TEST_F(server_waiting_line, a_queue_that_stands_and_grows_is_cut_to_what_is_served_in_time) {
    within.waiting_max = 1'000;
    waiting_line crowded(within);
    const auto come_here = [&](int count) {
        for (int each = 0; each < count; ++each)
            end(crowded.join({"crowd", now, [this](bool is_served) {
                                  if (!is_served) turned_down.emplace_back("crowd");
                              }}));
    };
    clock::duration longest{};
    come_here(2);
    for (int worker = 0; worker < 2; ++worker) crowded.take(now);
    for (int tick = 0; tick < 400; ++tick) { // of 10 ms, in which one is served and three come
        pass(10);
        come_here(3);
        crowded.serve_ended("crowd", milliseconds(20));
        const auto next = crowded.take(now);
        ASSERT_TRUE(next);
        if (tick > 200) longest = std::max(longest, now - next->since);
        end(crowded.leave_late(now));
    }
    EXPECT_GT(turned_down.size(), 600u); // two thirds of those that came
    EXPECT_LT(turned_down.size(), 800u);
    EXPECT_LE(longest, milliseconds(300));
    // Once the crowd is gone, as many may wait as at first.
    turned_down.clear();
    while (auto next = crowded.take(now)) crowded.serve_ended("crowd", milliseconds(1));
    for (int tick = 0; tick < 100; ++tick) {
        pass(10);
        end(crowded.leave_late(now));
    }
    come_here(500);
    EXPECT_TRUE(turned_down.empty());
}

TEST_F(server_waiting_line, a_queue_that_stands_and_does_not_grow_is_left_alone) {
    occupy();
    for (int count = 0; count < 6; ++count) come("a", "call");
    for (int tick = 0; tick < 100; ++tick) { // each waits 480 ms, and asks again when answered
        pass(80);
        look();
        line.serve_ended(tick == 0 ? "busy" : "a", milliseconds(160));
        EXPECT_EQ(serve_next(), "call");
        come("a", "call");
    }
    EXPECT_TRUE(turned_down.empty());
}

} // namespace
} // namespace cppo::server
