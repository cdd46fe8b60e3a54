// HTTP/1.1 requests as RFC 9112 frames them where nothing is left to opinion. What the server takes
// and this reference does not, some other server could read differently.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cppo::fuzz {

struct framed_request {
    std::string method;
    std::string target;
    std::string body;

    bool operator==(const framed_request&) const = default;
};

// The whole requests at the start of the bytes, up to the first that is doubtful or cut off.
std::vector<framed_request> framed_requests(std::string_view bytes);

} // namespace cppo::fuzz
