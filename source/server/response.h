// Writing replies as HTTP/1.1.
#pragma once

#include <string>
#include <string_view>

#include "wire/message/message.h"

namespace cppo::server {

// How a reply goes out on its connection.
struct delivery {
    bool keeps_connection = true;
    bool is_http_1_0 = false;
};

// Status line and headers, up to and with the empty line. Adds Date, Content-Length, Connection
// where it differs from the version's habit, and x-amzn-RequestId where the reply has none; and to
// every answer Cache-Control: no-store and X-Content-Type-Options: nosniff (R-PRO-06). Line breaks
// inside headers become spaces, so that no value can add a header.
std::string response_head(const wire::reply& from, delivery how);

// A reply of the server itself: {"message": sentence}.
wire::reply plain_reply(int status, std::string_view sentence);

} // namespace cppo::server
