#include "wire/signature/canonical.h"

#include <algorithm>

#include "wire/value/query.h"

namespace cppo::wire {
namespace {

// Calls `take` with each part between separators, also empty ones.
template <class Take>
void each_part(std::string_view text, char separator, Take take) {
    while (true) {
        const auto end = text.find(separator);
        take(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

void append_trimmed(std::string& to, std::string_view value) {
    bool pending_space = false;
    bool any = false;
    for (const char c : value) {
        if (c == ' ' || c == '\t') {
            pending_space = any;
            continue;
        }
        if (pending_space) to += ' ';
        pending_space = false;
        any = true;
        to += c;
    }
}

// All values under that name joined with commas; false where there is none.
bool append_header(std::string& to, const request& from, std::string_view name) {
    bool any = false;
    for (const header& each : from.headers) {
        if (!same_name(each.name, name)) continue;
        to += any ? "," : std::string(name) + ':';
        append_trimmed(to, each.value);
        any = true;
    }
    to += '\n';
    return any;
}

} // namespace

std::string signing_scope::text() const {
    return date + '/' + region + '/' + service + '/' + terminator;
}

std::string canonical_path(std::string_view path) {
    std::vector<std::string_view> segments;
    each_part(path, '/', [&](std::string_view segment) {
        if (segment == "..") {
            if (!segments.empty()) segments.pop_back();
        } else if (!segment.empty() && segment != ".") {
            segments.push_back(segment);
        }
    });
    std::string made;
    for (const std::string_view segment : segments) made += '/' + percent_encoded(segment);
    if (made.empty() || path.ends_with('/')) made += '/';
    return made;
}

std::string canonical_query(std::string_view query) {
    if (query.empty()) return {};
    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    each_part(query, '&', [&](std::string_view pair) {
        const auto equals = pair.find('=');
        const std::string_view name = pair.substr(0, equals);
        if (name == "X-Amz-Signature") return;
        pairs.emplace_back(
            name, equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    });
    std::ranges::sort(pairs);
    std::string made;
    for (const auto& [name, value] : pairs) {
        if (!made.empty()) made += '&';
        made.append(name).append("=").append(value);
    }
    return made;
}

std::optional<std::string> canonical_request(const request& from,
                                             const std::vector<std::string>& signed_headers,
                                             std::string_view payload_hash) {
    std::string made;
    made.reserve(1024);
    made.append(from.method).append("\n");
    made.append(canonical_path(from.path())).append("\n");
    made.append(canonical_query(from.query())).append("\n");
    for (const std::string& name : signed_headers)
        if (!append_header(made, from, name)) return {};
    made.append("\n").append(joined_names(signed_headers)).append("\n").append(payload_hash);
    return made;
}

std::string string_to_sign(std::string_view when, const signing_scope& scope,
                           std::string_view canonical_request) {
    std::string made(signing_algorithm);
    made.append("\n").append(when).append("\n").append(scope.text()).append("\n");
    return made.append(hex(sha256(canonical_request)));
}

digest signing_key(std::string_view secret, const signing_scope& scope) {
    const digest date = keyed_sha256("AWS4" + std::string(secret), scope.date);
    const digest region = keyed_sha256(date, scope.region);
    const digest service = keyed_sha256(region, scope.service);
    return keyed_sha256(service, scope.terminator);
}

std::string joined_names(const std::vector<std::string>& signed_headers) {
    std::string names;
    for (const std::string& name : signed_headers) {
        if (!names.empty()) names += ';';
        names += name;
    }
    return names;
}

std::string basic_time(instant when) {
    std::string text = when.text_in_seconds();
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::optional<instant> parse_basic_time(std::string_view text) {
    if (text.size() != 16) return {};
    const auto part = [&](std::size_t from, std::size_t count) {
        return std::string(text.substr(from, count));
    };
    const auto when = instant::parse(part(0, 4) + '-' + part(4, 2) + '-' + part(6, 5) + ':' +
                                     part(11, 2) + ':' + part(13, 3));
    if (!when) return {};
    return *when;
}

} // namespace cppo::wire
