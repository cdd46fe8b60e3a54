#include "bench/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace cppo::bench {
namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";

[[noreturn]] void fail(const char* what) {
    throw std::runtime_error(std::string("a connection: ") + what);
}

} // namespace

std::string written(const wire::request& from) {
    std::string made = from.method + ' ' + from.target + " HTTP/1.1\r\n";
    for (const wire::header& each : from.headers) made += each.name + ": " + each.value + "\r\n";
    return made + "Content-Length: " + std::to_string(from.body.size()) + "\r\n\r\n" + from.body;
}

connection::connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return;
    ::close(socket_);
    fail("nobody listens");
}

connection::~connection() {
    ::close(socket_);
}

void connection::send(std::string_view request) {
    answer_.clear();
    while (!request.empty()) {
        const ssize_t count = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (count <= 0) fail("cannot send");
        request.remove_prefix(static_cast<std::size_t>(count));
    }
}

bool connection::receive() {
    constexpr std::string_view name = "Content-Length: ";
    std::array<char, 65'536> bytes;
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) fail("the server closed it");
    answer_.append(bytes.data(), static_cast<std::size_t>(count));
    const auto end = answer_.find(end_of_head);
    if (end == std::string::npos) return false;
    const auto length = answer_.find(name);
    if (length > end) fail("an answer has no length");
    return answer_.size() >=
           end + end_of_head.size() + std::stoul(answer_.substr(length + name.size(), 20));
}

std::string_view connection::body() const {
    return std::string_view(answer_).substr(answer_.find(end_of_head) + end_of_head.size());
}

} // namespace cppo::bench
