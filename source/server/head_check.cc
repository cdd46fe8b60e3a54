#include "server/head_check.h"

#include <algorithm>

namespace cppo::server {
namespace {

struct framing {
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    std::size_t codings = 0;
    std::string_view host;
    std::string_view length;
    std::string_view coding;
};

framing framing_of(const wire::request& head) {
    framing found;
    for (const wire::header& each : head.headers) {
        if (wire::same_name(each.name, "host")) {
            ++found.hosts;
            found.host = each.value;
        } else if (wire::same_name(each.name, "content-length")) {
            ++found.lengths;
            found.length = each.value;
        } else if (wire::same_name(each.name, "transfer-encoding")) {
            ++found.codings;
            found.coding = each.value;
        }
    }
    return found;
}

bool is_visible(char c) {
    return c > ' ' && c <= '~';
}

bool is_host(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    });
}

bool is_length(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<refused_request> check_head(const wire::request& head, bool is_http_1_0,
                                          const limits& within) {
    const auto bad = [](const char* sentence) { return refused_request{400, sentence}; };
    const framing found = framing_of(head);
    if (head.headers.size() > within.header_count_max)
        return refused_request{431, "The request has too many headers."};
    if (!head.target.starts_with('/') || !std::ranges::all_of(head.target, is_visible))
        return bad("The request target must be a path.");
    if (found.hosts > 1 || (found.hosts == 0 && !is_http_1_0))
        return bad("The request must have exactly one Host header.");
    if (!is_host(found.host)) return bad("The Host header is malformed.");
    if (found.codings > 0 && (found.lengths > 0 || is_http_1_0))
        return bad("Transfer-Encoding cannot stand here.");
    if (found.codings > 1 || (found.codings == 1 && !wire::same_name(found.coding, "chunked")))
        return bad("The only transfer coding is chunked.");
    if (found.lengths > 1 || (found.lengths == 1 && !is_length(found.length)))
        return bad("The request must have at most one Content-Length.");
    const auto expectation = head.find_header("expect");
    if (expectation && !wire::same_name(*expectation, "100-continue"))
        return refused_request{417, "The only expectation is 100-continue."};
    return {};
}

bool has_folded_header(std::string_view bytes) {
    if (bytes.starts_with("\r\n")) return false; // the end of the head; a body may follow
    const std::string_view head = bytes.substr(0, bytes.find("\r\n\r\n"));
    return head.find("\n ") != head.npos || head.find("\n\t") != head.npos;
}

} // namespace cppo::server
