// One connection of a client, with one request at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "wire/message/message.h"

namespace cppo::bench {

// A request as bytes, with its length.
std::string written(const wire::request& from);

// Throws std::runtime_error where the server does not listen, closes or answers without a length.
class connection {
  public:
    explicit connection(std::uint16_t port);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    int socket() const { return socket_; }

    void send(std::string_view request);
    // Waits for bytes; true once the answer is there as a whole.
    bool receive();

    bool is_success() const { return answer_.starts_with("HTTP/1.1 200 "); }
    // The body of the whole answer.
    std::string_view body() const;

  private:
    int socket_;
    std::string answer_;
};

} // namespace cppo::bench
