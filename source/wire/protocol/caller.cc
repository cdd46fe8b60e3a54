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

handler allowed(std::string operation, bool changes_something,
                std::function<fault(const refusal&)> word, actor_handler run) {
    return [action = "aws-marketplace:" + operation, changes_something, word = std::move(word),
            run = std::move(run)](const call& from) -> std::expected<json::value, fault> {
        if (!from.caller.may({action, {}}, changes_something)) {
            return std::unexpected(
                word({reason::action_not_allowed,
                      "User: " + user_arn(from.caller) +
                          " is not authorized to perform: " + action + " on resource: *",
                      "",
                      {}}));
        }
        return run(from, from.caller);
    };
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
