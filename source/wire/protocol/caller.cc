#include "wire/protocol/caller.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <map>
#include <stdexcept>

#include "service/reading/cursor.h"
#include "service/secrets/digest.h"
#include "wire/value/notation.h"

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

constexpr std::array token_names{"NextToken", "nextToken"};

bool has_token(const json::value& in) {
    const json::object* object = in.if_object();
    return object && std::ranges::any_of(token_names, [&](const char* name) {
               return find_text(*object, name).has_value();
           });
}

// The list that a page token is for: the operation, the account and the question without its place
// and size.
std::string list_of(const std::string& action, const call& from) {
    json::object question = from.input.as_object();
    for (const char* place : {"nextToken", "maxResults", "NextToken", "MaxResults"})
        question.erase(place);
    return action + "\n" + from.caller.account.text() + "\n" + request_hash(question, "");
}

const service::key_box& keys_of(const call& from) {
    if (!from.keys) throw std::logic_error("No key seals page tokens here.");
    return *from.keys;
}

result<call> with_mark(const call& from, const std::string& list) {
    call made = from;
    for (const char* name : token_names)
        if (const auto token = find_text(from.input.as_object(), name))
            made.input.as_object()[name] =
                service::token_of(TRY(service::mark_in_token(*token, list, keys_of(from))));
    return made;
}

void seal_mark(json::object& answer, const std::string& list, const service::key_box& keys) {
    for (const char* name : token_names)
        if (const auto token = find_text(answer, name))
            answer[name] =
                service::sealed_token(service::mark_of(*token).value().value(), list, keys);
}

// Runs a call whose page token is as others have it; so is that of its answer.
std::expected<json::value, fault> run_paged(const std::string& action, const call& from,
                                            const std::function<fault(const refusal&)>& word,
                                            const actor_handler& run) {
    std::optional<call> opened;
    if (has_token(from.input)) {
        auto made = with_mark(from, list_of(action, from));
        if (!made) return std::unexpected(word(made.error()));
        opened = std::move(*made);
    }
    auto answer = run(opened ? *opened : from, from.caller);
    if (answer && has_token(*answer))
        seal_mark(answer->as_object(), list_of(action, from), keys_of(from));
    return answer;
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
        return run_paged(action, from, word, run);
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
