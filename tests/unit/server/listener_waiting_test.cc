// Who waits for a worker, or for an event loop that is busy.
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <future>
#include <map>
#include <mutex>

#include "unit/server/running_listener.h"

namespace cppo::server {
namespace {

TEST(listener, answers_quick_requests_while_all_workers_are_busy) {
    std::promise<void> leave;
    const auto left = leave.get_future().share();
    std::atomic<int> busy = 0;
    running on({}, [&](const wire::request& from) {
        if (from.path() == "/quick") return echo(from);
        ++busy;
        left.wait();
        return echo(from);
    });
    std::deque<raw_client> waiting;
    for (int worker = 0; worker < 4; ++worker) {
        waiting.emplace_back(on.served.port());
        waiting.back().send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    while (busy < 4) std::this_thread::yield();
    raw_client client(on.served.port());
    client.send("GET /quick HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()), "GET /quick []");
    leave.set_value();
    for (raw_client& each : waiting) EXPECT_EQ(body_of(each.receive()), "GET /slow []");
}

TEST(listener, a_lone_client_is_served_however_late) {
    running on({.waiting_bound_ms = 0, .waiting_interval_ms = 1, .waiting_timeout_ms = 0});
    raw_client client(on.served.port());
    for (int at = 0; at < 100; ++at) {
        client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
        ASSERT_EQ(status_of(client.receive()), "HTTP/1.1 200");
    }
}

TEST(listener, tells_those_for_whom_no_worker_has_time) {
    std::promise<void> leave;
    const auto left = leave.get_future().share();
    running on({.waiting_timeout_ms = 20}, [&](const wire::request& from) {
        left.wait();
        return echo(from);
    });
    std::deque<raw_client> clients;
    for (int at = 0; at < 6; ++at) { // two more than there are workers
        clients.emplace_back(on.served.port());
        clients.back().send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    std::map<std::string, int> told;
    std::vector<std::jthread> readers;
    std::mutex mutex;
    for (raw_client& each : clients)
        readers.emplace_back([&] {
            const std::string status = status_of(each.receive());
            const std::lock_guard lock(mutex);
            if (++told[status] == 2 && told.size() == 1) leave.set_value();
        });
    readers.clear();
    EXPECT_EQ(told, (std::map<std::string, int>{{"HTTP/1.1 200", 4}, {"HTTP/1.1 503", 2}}));
}

// The loop is busy while a request comes and the server is told to stop.
TEST(listener, a_request_that_came_before_the_stop_is_answered) {
    std::promise<void> started;
    std::promise<void> leave;
    running on({.io_threads = 1}, [&](const wire::request& from) {
        if (from.path() == "/quick") {
            started.set_value();
            leave.get_future().wait();
        }
        return echo(from);
    });
    raw_client busy(on.served.port());
    raw_client kept(on.served.port());
    kept.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_EQ(status_of(kept.receive()), "HTTP/1.1 200");
    busy.send("GET /quick HTTP/1.1\r\nHost: h\r\n\r\n");
    started.get_future().wait();
    kept.send("GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    on.served.stop();
    leave.set_value();
    const std::string reply = kept.receive();
    EXPECT_EQ(body_of(reply), "GET /b []");
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
}

} // namespace
} // namespace cppo::server
