#include "bench/floor.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cppo::bench {
namespace {

constexpr std::string_view answer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error(std::string("the floor server: ") + what);
}

class epoll_server {
  public:
    // Without a file nothing is kept.
    epoll_server(int file, std::uint16_t port)
        : file_(file),
          poll_(::epoll_create1(0)),
          listening_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        auto* const address = reinterpret_cast<sockaddr*>(&at);
        if (::bind(listening_, address, size) != 0 || ::listen(listening_, SOMAXCONN) != 0 ||
            ::getsockname(listening_, address, &size) != 0)
            fail("cannot listen");
        port_ = ntohs(at.sin_port);
        watch(listening_);
    }

    std::uint16_t port() const { return port_; }

    [[noreturn]] void serve() {
        std::array<epoll_event, 256> events;
        while (true) {
            const int ready = ::epoll_wait(poll_, events.data(), events.size(), -1);
            for (int at = 0; at < ready; ++at) {
                const int socket = events.at(static_cast<std::size_t>(at)).data.fd;
                if (socket == listening_)
                    accept();
                else
                    receive(socket);
            }
            keep();
            for (const int socket : waiting_)
                if (::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) close(socket);
            waiting_.clear();
        }
    }

  private:
    void watch(int socket) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        if (::epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event) != 0) fail("cannot watch");
    }

    void accept() {
        const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK);
        if (socket < 0) return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(socket);
    }

    void receive(int socket) {
        const ssize_t count = ::recv(socket, buffer_.data(), buffer_.size(), 0);
        if (count <= 0) return close(socket);
        const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
        std::string& pending = pending_[socket];
        // Most requests come as a whole and are read where they are.
        if (pending.empty()) {
            pending = bytes.substr(take_requests(socket, bytes));
            return;
        }
        pending += bytes;
        pending.erase(0, take_requests(socket, pending));
    }

    std::size_t take_requests(int socket, std::string_view from) {
        std::size_t used = 0;
        while (const std::size_t size = take_request(from.substr(used))) {
            used += size;
            waiting_.push_back(socket);
        }
        return used;
    }

    // The size of the request at the start; none if it is not there as a whole.
    std::size_t take_request(std::string_view from) {
        constexpr std::string_view name = "Content-Length: ";
        const auto end = from.find("\r\n\r\n");
        if (end == std::string_view::npos) return 0;
        const auto length = from.substr(0, end).find(name);
        if (length == std::string_view::npos) fail("a request has no length");
        std::size_t body_size = 0;
        std::from_chars(from.data() + length + name.size(), from.data() + end, body_size);
        if (from.size() < end + 4 + body_size) return 0;
        if (file_ >= 0) bodies_ += from.substr(end + 4, body_size);
        return end + 4 + body_size;
    }

    void keep() {
        if (bodies_.empty()) return;
        if (::write(file_, bodies_.data(), bodies_.size()) != static_cast<ssize_t>(bodies_.size()))
            fail("cannot write");
        if (::fdatasync(file_) != 0) fail("cannot sync");
        bodies_.clear();
    }

    void close(int socket) {
        pending_.erase(socket);
        ::close(socket);
    }

    int file_;
    int poll_;
    int listening_;
    std::uint16_t port_ = 0;
    std::array<char, 65'536> buffer_;
    std::map<int, std::string> pending_;
    std::vector<int> waiting_; // for their answer, in this round
    std::string bodies_;       // of this round
};

} // namespace

void serve_echo(const announce& ready) {
    epoll_server server(-1, 0);
    ready(server.port());
    server.serve();
}

void serve_echo_at(std::uint16_t port) {
    epoll_server server(-1, port);
    server.serve();
}

void serve_append(const std::filesystem::path& to, const announce& ready) {
    const int file = ::open(to.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0) fail("cannot open its file");
    epoll_server server(file, 0);
    ready(server.port());
    server.serve();
}

} // namespace cppo::bench
