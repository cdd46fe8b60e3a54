#include "wire/protocol/page_tokens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "service/reading/cursor.h"
#include "wire/protocol/caller.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

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

} // namespace

std::expected<json::value, fault> run_paged(const operation& called, const call& from,
                                            const std::function<fault(const refusal&)>& word) {
    std::optional<call> opened;
    if (has_token(from.input)) {
        auto made = with_mark(from, list_of(called.name, from));
        if (!made) return std::unexpected(word(made.error()));
        opened = std::move(*made);
    }
    auto answer = called.run(opened ? *opened : from);
    if (answer && has_token(*answer))
        seal_mark(answer->as_object(), list_of(called.name, from), keys_of(from));
    return answer;
}

} // namespace cppo::wire
