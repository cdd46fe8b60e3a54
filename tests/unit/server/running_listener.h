// A listener on a thread of its own, which answers with what it got.
#pragma once

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

#include "server/listener.h"
#include "unit/server/raw_client.h"

namespace cppo::server {

// Answers with what it got, so that a test sees how a request was understood.
inline wire::reply echo(const wire::request& from) {
    if (from.body_is_cut) return {200, {}, from.method + " " + from.target + " cut"};
    if (from.path() == "/refused") return {422, {}, "refused"};
    if (from.path() == "/broken") throw std::runtime_error("a secret");
    if (from.path() == "/injected") return {200, {{"X-A", "1\r\nX-B: 2"}}, ""};
    if (from.path() == "/empty") return {204, {}, ""};
    return {200, {{"X-Peer", from.peer}}, from.method + " " + from.target + " [" + from.body + "]"};
}

struct running {
    explicit running(limits within = {}, std::function<wire::reply(wire::request)> answer = echo,
                     std::vector<network> proxies = {})
        : served({.port = 0,
                  .within = hasty(within),
                  .is_quick = is_quick,
                  .proxies = std::move(proxies)},
                 std::move(answer)),
          thread([this] { served.run(); }) {}
    ~running() { served.stop(); }

    // Tests close their connections without waiting for the server to see it.
    static limits hasty(limits within) {
        within.worker_threads = 4;
        within.stop_timeout_ms = std::min(within.stop_timeout_ms, 2'000);
        within.linger_timeout_ms = std::min(within.linger_timeout_ms, 200);
        return within;
    }

    static bool is_quick(const wire::request& from) { return from.path() == "/quick"; }

    listener served;
    std::jthread thread;
};

inline std::string status_of(const std::string& reply) {
    return reply.substr(0, std::min<std::size_t>(reply.size(), 12));
}

inline std::string body_of(const std::string& reply) {
    const auto end = reply.find("\r\n\r\n");
    return end == std::string::npos ? "" : reply.substr(end + 4);
}

} // namespace cppo::server
