#include "server/response.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "server/log.h"
#include "wire/signature/digest.h"

namespace cppo::server {
namespace {

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 402:
            return "Payment Required";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 423:
            return "Locked";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Unknown";
    }
}

// Names are English in every locale, so strftime cannot write them.
std::string http_date(std::time_t now) {
    constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[40];
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  days.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                  months.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                  parts.tm_hour, parts.tm_min, parts.tm_sec);
    return text;
}

// Written anew only when the second has passed.
const std::string& current_date() {
    thread_local std::time_t written_at = 0;
    thread_local std::string written;
    const std::time_t now = std::time(nullptr);
    if (now != written_at) {
        written = http_date(now);
        written_at = now;
    }
    return written;
}

void append_header(std::string& to, std::string_view name, std::string_view value) {
    const std::size_t start = to.size();
    to.append(name).append(": ").append(value);
    for (std::size_t at = start; at < to.size(); ++at)
        to[at] = to[at] == '\r' || to[at] == '\n' || to[at] == '\0' ? ' ' : to[at];
    to.append("\r\n");
}

// These are said of every answer alike.
bool is_ours(std::string_view name) {
    return std::ranges::any_of(std::array{"cache-control", "connection", "content-length", "date",
                                          "transfer-encoding", "x-content-type-options"},
                               [&](std::string_view ours) { return wire::same_name(name, ours); });
}

} // namespace

std::string response_head(const wire::reply& from, delivery how) {
    constexpr std::size_t usual_size = 512;
    std::string head;
    head.reserve(usual_size);
    head.append("HTTP/1.1 ").append(std::to_string(from.status)).append(" ");
    head.append(reason_phrase(from.status)).append("\r\n");
    append_header(head, "Date", current_date());
    // What is answered is for the caller alone, and is what its type says (R-PRO-06).
    append_header(head, "Cache-Control", "no-store");
    append_header(head, "X-Content-Type-Options", "nosniff");
    bool has_request_id = false;
    for (const wire::header& each : from.headers) {
        if (is_ours(each.name)) continue;
        has_request_id = has_request_id || wire::same_name(each.name, "x-amzn-RequestId");
        append_header(head, each.name, each.value);
    }
    if (!has_request_id) append_header(head, "x-amzn-RequestId", wire::new_request_id());
    const bool has_content = from.status != 204 && from.status != 304;
    if (has_content) append_header(head, "Content-Length", std::to_string(from.body.size()));
    if (!how.keeps_connection)
        append_header(head, "Connection", "close");
    else if (how.is_http_1_0)
        append_header(head, "Connection", "keep-alive");
    return head.append("\r\n");
}

wire::reply plain_reply(int status, std::string_view sentence) {
    return {status,
            {{"Content-Type", "application/json"}},
            "{\"message\":" + json_text(sentence) + "}"};
}

} // namespace cppo::server
