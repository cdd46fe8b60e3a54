// One connection to a listener of this process: all bytes out, then all that comes back.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>

#include "fuzz/expect.h"

namespace cppo::fuzz {

// Ports rest for a minute after use, and one address has too few of them.
inline void take_turns(int socket) {
    static std::uint32_t turn = 0;
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 256 + ++turn % 200);
    const int late = 1;
    ::setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
    expect(::bind(socket, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0,
           "all of 127.0.0.0/8 is here");
}

inline std::string exchange(std::uint16_t port, std::string_view bytes) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{5, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    take_turns(socket);
    expect(::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0,
           "the listener can be reached");
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
