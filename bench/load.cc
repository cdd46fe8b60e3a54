#include "bench/load.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <deque>
#include <stdexcept>

#include "bench/connection.h"
#include "bench/stopwatch.h"
#include "service/command/market_clock.h"

namespace cppo::bench {
namespace {

using event_list = std::array<epoll_event, 256>;

int await_events(int poll, event_list& events, waiting how) {
    constexpr int sleep_ms = 1000;
    constexpr double patience_ms = 10'000;
    for (const stopwatch running; running.ms() < patience_ms;) {
        const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()),
                                       how == waiting::asleep ? sleep_ms : 0);
        if (ready > 0) return ready;
    }
    throw std::runtime_error("the server does not answer");
}

void watch(int poll, connection& each) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &each;
    if (::epoll_ctl(poll, EPOLL_CTL_ADD, each.socket(), &event) != 0)
        throw std::runtime_error("a connection cannot be watched");
}

} // namespace

std::string signed_call(std::string target, std::string body, const wire::signing_identity& by) {
    wire::request made{"POST", "/", {}, std::move(body), ""};
    made.headers = {{"Host", "127.0.0.1:8080"},
                    {"Content-Type", "application/x-amz-json-1.1"},
                    {"X-Amz-Target", std::move(target)},
                    {"User-Agent", "aws-sdk-js/3.1161.0 os/linux lang/js md/nodejs#22.11.0"},
                    {"Accept-Encoding", "identity"}};
    wire::sign(made, by, service::system_now());
    return written(made);
}

std::vector<std::string> signed_requests(std::size_t count, std::size_t body_size,
                                         const wire::signing_identity& by) {
    std::vector<std::string> made;
    for (std::size_t number = 0; number < count; ++number) {
        std::string body = R"({"Number":")" + std::to_string(number);
        body.resize(std::max(body.size(), body_size - 2), 'x');
        made.push_back(signed_call("AWSMPMeteringService.BatchMeterUsage", body + "\"}", by));
    }
    return made;
}

load_outcome run_load(std::uint16_t port, std::size_t connections,
                      std::span<const std::string> requests, waiting how) {
    load_outcome made;
    made.bodies.reserve(requests.size());
    std::deque<connection> open;
    std::size_t next = 0;
    const int poll = ::epoll_create1(0);
    const stopwatch running;
    while (open.size() < std::min(connections, requests.size())) {
        connection& each = open.emplace_back(port);
        watch(poll, each);
        each.send(requests[next++]);
    }
    event_list events;
    while (made.bodies.size() < requests.size()) {
        const int ready = await_events(poll, events, how);
        for (int at = 0; at < ready; ++at) {
            auto& each =
                *static_cast<connection*>(events.at(static_cast<std::size_t>(at)).data.ptr);
            if (!each.receive()) continue;
            made.bodies.emplace_back(each.body());
            if (!each.is_success()) ++made.refused;
            if (next < requests.size()) each.send(requests[next++]);
        }
    }
    made.seconds = running.ms() / 1000;
    ::close(poll);
    return made;
}

} // namespace cppo::bench
