// A client that sends whatever bytes a test wants.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace cppo::server {

class raw_client {
  public:
    explicit raw_client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // A test that waits for what never comes fails instead of hanging.
        const timeval patience{5, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    }
    ~raw_client() { ::close(socket_); }
    raw_client(const raw_client&) = delete;
    raw_client& operator=(const raw_client&) = delete;

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return; // the server has refused and closed
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    // One reply as far as its Content-Length says; empty where the server closed before.
    std::string receive() {
        std::size_t end = std::string::npos;
        while ((end = pending_.find("\r\n\r\n")) == std::string::npos)
            if (!receive_some()) return {};
        std::size_t whole = end + 4;
        const auto length = pending_.find("Content-Length: ");
        if (length < end) whole += std::stoul(pending_.substr(length + 16));
        while (pending_.size() < whole)
            if (!receive_some()) break;
        const std::string reply = pending_.substr(0, whole);
        pending_.erase(0, whole);
        return reply;
    }

    // All that comes until the server closes.
    std::string receive_rest() {
        while (receive_some()) {
        }
        return std::exchange(pending_, {});
    }

    bool is_closed_by_server() { return receive_rest().empty() && is_at_end_; }

  private:
    bool receive_some() {
        char bytes[4096];
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        is_at_end_ = count == 0;
        if (count <= 0) return false;
        pending_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int socket_;
    std::string pending_;
    bool is_at_end_ = false;
};

} // namespace cppo::server
