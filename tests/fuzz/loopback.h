// One connection to a listener of this process: all bytes out, then all that comes back.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>

#include "fuzz/expect.h"

namespace cppo::fuzz {

// A connection from an address of its own: ports rest for a minute after use, and one address has
// too few of them. -1 where that one has none left, or a signal came between.
inline int connection_from(std::uint32_t turn, std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{5, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int late = 1;
    ::setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
    sockaddr_in from{}, to{};
    from.sin_family = to.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 256 + turn % 200);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port);
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0 &&
        ::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0)
        return socket;
    ::close(socket);
    return -1;
}

inline int connection_to(std::uint16_t port) {
    static std::uint32_t turn = 0;
    constexpr int tries_max = 200;
    for (int tries = 0; tries < tries_max; ++tries)
        if (const int socket = connection_from(++turn, port); socket >= 0) return socket;
    std::perror("connect");
    expect(false, "the listener can be reached");
    return -1;
}

inline std::string exchange(std::uint16_t port, std::string_view bytes) {
    const int socket = connection_to(port);
    ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ::shutdown(socket, SHUT_WR);
    std::string received;
    char part[4096];
    ssize_t count = 0;
    // libFuzzer looks at its clock with signals, which interrupt what has a time limit.
    while ((count = ::recv(socket, part, sizeof part, 0)) > 0 || (count < 0 && errno == EINTR))
        if (count > 0) received.append(part, static_cast<std::size_t>(count));
    expect(count == 0 || errno == ECONNRESET, "the listener ends the connection");
    ::close(socket);
    return received;
}

} // namespace cppo::fuzz
