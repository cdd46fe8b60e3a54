// Sends requests over HTTP and HTTPS, one at a time, on a connection that is kept.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "wire/message/message.h"

namespace cppo::cli {

// No answer came, for a reason that may pass.
class unreachable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Where requests go: https://host[:port][/path].
struct endpoint_url {
    std::string origin; // https://host:port, as written
    std::string host;   // as the Host header has it
    std::string path;   // before every request's own; without a slash at its end

    std::string text() const { return origin + path; }
};

// Throws bad_input for anything but an http or https address without user, query and fragment.
endpoint_url parse_endpoint(const std::string& text);

class transport {
  public:
    static constexpr std::size_t answer_size_max = 8 << 20;

    explicit transport(std::string origin);
    ~transport();

    // Throws unreachable where there is no answer within a minute, and bad_input where the server's
    // certificate cannot be trusted. Follows no redirect.
    wire::reply send(const wire::request& what);

  private:
    struct handle;

    std::string origin_;
    std::unique_ptr<handle> curl_;
};

} // namespace cppo::cli
