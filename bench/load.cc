#include "bench/load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <stdexcept>

namespace cppo::bench {
namespace {

using clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error(std::string("the load generator: ") + what);
}

class client {
  public:
    explicit client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
            fail("cannot connect");
    }
    ~client() { ::close(socket_); }
    client(const client&) = delete;
    client& operator=(const client&) = delete;

    int socket() const { return socket_; }

    void send(const std::string& request) {
        started_ = clock::now();
        received_.clear();
        for (std::size_t sent = 0; sent < request.size();) {
            const ssize_t count =
                ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) fail("cannot send");
            sent += static_cast<std::size_t>(count);
        }
    }

    // True once the answer is there as a whole.
    bool receive() {
        std::array<char, 16'384> bytes;
        const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (count <= 0) fail("the server closed a connection");
        received_.append(bytes.data(), static_cast<std::size_t>(count));
        const auto end = received_.find("\r\n\r\n");
        if (end == std::string::npos) return false;
        const auto length = received_.find("Content-Length: ");
        if (length > end) fail("an answer has no length");
        return received_.size() >= end + 4 + std::stoul(received_.substr(length + 16, 20));
    }

    bool is_success() const { return received_.starts_with("HTTP/1.1 200 "); }
    double waited_ms() const {
        return std::chrono::duration<double, std::milli>(clock::now() - started_).count();
    }

  private:
    int socket_;
    std::string received_;
    clock::time_point started_;
};

using event_list = std::array<epoll_event, 256>;

// Without sleeping: waking a client is work that the server would be charged for.
int await_events(int poll, event_list& events) {
    const auto patience = clock::now() + std::chrono::seconds(10);
    while (clock::now() < patience) {
        const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 0);
        if (ready > 0) return ready;
    }
    fail("the server does not answer");
}

void watch(int poll, client& each) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &each;
    if (::epoll_ctl(poll, EPOLL_CTL_ADD, each.socket(), &event) != 0) fail("cannot watch");
}

} // namespace

std::string written(const wire::request& from) {
    std::string made = from.method + ' ' + from.target + " HTTP/1.1\r\n";
    for (const wire::header& each : from.headers) made += each.name + ": " + each.value + "\r\n";
    return made + "Content-Length: " + std::to_string(from.body.size()) + "\r\n\r\n" + from.body;
}

std::vector<std::string> signed_requests(std::size_t count, std::size_t body_size,
                                         const wire::signing_identity& by) {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    std::vector<std::string> made;
    for (std::size_t number = 0; number < count; ++number) {
        wire::request each{"POST", "/", {}, R"({"Number":")" + std::to_string(number), ""};
        each.body.resize(std::max(each.body.size(), body_size - 2), 'x');
        each.body += "\"}";
        each.headers = {{"Host", "127.0.0.1:8080"},
                        {"Content-Type", "application/x-amz-json-1.1"},
                        {"X-Amz-Target", "AWSMPMeteringService.BatchMeterUsage"},
                        {"User-Agent", "aws-sdk-js/3.1161.0 os/linux lang/js md/nodejs#22.11.0"},
                        {"Accept-Encoding", "identity"}};
        wire::sign(each, by, instant(now.count()));
        made.push_back(written(each));
    }
    return made;
}

load_outcome run_load(std::uint16_t port, std::size_t connections,
                      std::span<const std::string> requests) {
    load_outcome made;
    made.latencies_ms.reserve(requests.size());
    std::deque<client> clients;
    std::size_t next = 0;
    const int poll = ::epoll_create1(0);
    const auto start = clock::now();
    while (clients.size() < std::min(connections, requests.size())) {
        client& each = clients.emplace_back(port);
        watch(poll, each);
        each.send(requests[next++]);
    }
    event_list events;
    while (made.latencies_ms.size() < requests.size()) {
        const int ready = await_events(poll, events);
        for (int at = 0; at < ready; ++at) {
            client& each = *static_cast<client*>(events.at(static_cast<std::size_t>(at)).data.ptr);
            if (!each.receive()) continue;
            made.latencies_ms.push_back(each.waited_ms());
            ++(each.is_success() ? made.answered : made.refused);
            if (next < requests.size()) each.send(requests[next++]);
        }
    }
    made.seconds = std::chrono::duration<double>(clock::now() - start).count();
    ::close(poll);
    std::ranges::sort(made.latencies_ms);
    return made;
}

} // namespace cppo::bench
