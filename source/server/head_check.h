// The head of a request must say without doubt where it is meant to go and where it ends. What
// Beast's parser lets through and another server might read differently is refused here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "wire/message/message.h"

namespace cppo::server {

// Why a request is refused before anyone sees it.
struct refused_request {
    int status;
    std::string sentence;
};

// Refuses a target that is no path, more headers than the limit, any number of hosts but one
// (HTTP/1.0 may leave it out), a transfer coding other than `chunked` or beside a content length,
// two content lengths, and expectations other than `100-continue`.
std::optional<refused_request> check_head(const wire::request& head, bool is_http_1_0,
                                          const limits& within);

// Whether a header goes on in the next line, in bytes that start with the rest of a head. Servers
// join such lines, drop them, or take them for headers; after parsing nobody can tell.
bool has_folded_header(std::string_view bytes);

} // namespace cppo::server
