#include "server/request_log.h"

namespace cppo::server {
namespace {

// The access key that the signature names, in the header or in the query; else empty.
std::string_view access_key_in(const wire::request& asked) {
    std::string_view text = asked.find_header("authorization").value_or(asked.query());
    for (const std::string_view name : {"Credential=", "X-Amz-Credential="})
        if (const std::size_t at = text.find(name); at != std::string_view::npos) {
            text.remove_prefix(at + name.size());
            return text.substr(0, text.find_first_of("/%"));
        }
    return {};
}

// A text in a reply of our own making, which has no space around colons.
std::string_view text_in(std::string_view body, std::string_view member) {
    const std::string start = "\"" + std::string(member) + "\":\"";
    const std::size_t at = body.find(start);
    if (at == std::string_view::npos) return {};
    body.remove_prefix(at + start.size());
    return body.substr(0, body.find('"'));
}

// AWS's exception, or the console's reason; the header names it for some protocols only.
std::string_view error_in(const wire::reply& made) {
    if (made.status < 400) return {};
    for (const wire::header& each : made.headers)
        if (wire::same_name(each.name, "x-amzn-errortype")) return each.value;
    const std::string_view type = text_in(made.body, "__type");
    if (type.empty()) return text_in(made.body, "reason");
    return type.substr(type.find('#') + 1);
}

} // namespace

request_log::request_log(log& to, const std::vector<service::founder>& founders) : to_(to) {
    for (const service::founder& each : founders) parts_.emplace(each.key.id, each.part);
}

std::string_view request_log::actor_of(const wire::request& asked) const {
    const std::string_view key = access_key_in(asked);
    const auto found = parts_.find(key);
    return found == parts_.end() ? key : std::string_view(found->second);
}

void request_log::write(const wire::request& asked, const wire::reply& made, std::int64_t took_us) {
    to_.write(level::info, "request",
              {{"actor", actor_of(asked)},
               {"method", std::string_view(asked.method)},
               {"path", asked.path()},
               {"target", asked.find_header("x-amz-target").value_or("")},
               {"status", std::int64_t(made.status)},
               {"error", error_in(made)},
               {"took_us", took_us}});
}

} // namespace cppo::server
