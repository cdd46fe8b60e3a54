#include "wire/protocol/caller.h"

#include <boost/json/serialize.hpp>
#include <map>

#include "service/secrets/digest.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

void write_sorted(const json::value& in, std::string_view skipped, std::string& text) {
    if (const auto* object = in.if_object()) {
        std::map<std::string_view, const json::value*> members;
        for (const auto& each : *object)
            if (each.key() != skipped) members.emplace(each.key(), &each.value());
        text += '{';
        for (const auto& [name, value] : members) {
            text += json::serialize(json::string(name)) + ':';
            write_sorted(*value, "", text);
            text += ',';
        }
        text += '}';
    } else if (const auto* list = in.if_array()) {
        text += '[';
        for (const json::value& each : *list) {
            write_sorted(each, "", text);
            text += ',';
        }
        text += ']';
    } else {
        text += json::serialize(in);
    }
}

} // namespace

result<void> check_allowed(const service::actor& who, const operation& called) {
    if (!called.needs || who.may(*called.needs, called.changes_something)) return {};
    return std::unexpected(not_authorized(who, called.needs->name));
}

result<void> check_allowed(const service::actor& who, const std::string& operation,
                           std::string_view entity_type) {
    const market::permission needed = aws_permission(operation, {});
    if (who.may_change(needed, entity_type)) return {};
    return std::unexpected(not_authorized(who, needed.name));
}

refusal not_authorized(const service::actor& who, const std::string& permission) {
    return {reason::action_not_allowed,
            "User: " + user_arn(who) + " is not authorized to perform: " + permission +
                " on resource: *",
            "",
            {}};
}

std::string user_arn(const service::actor& who) {
    return "arn:aws:iam::" + who.account.text() + ":user/" + who.user.text();
}

std::string request_hash(const json::value& input, std::string_view token_member) {
    std::string text;
    write_sorted(input, token_member, text);
    return service::sha256_hex(text);
}

} // namespace cppo::wire
