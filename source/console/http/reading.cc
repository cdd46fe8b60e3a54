#include "console/http/reading.h"

#include <boost/json/serialize.hpp>

#include "service/reading/cursor.h"
#include "wire/value/notation.h"

namespace cppo::console {

namespace json = boost::json;

std::string text_in(const json::object& in, std::string_view name) {
    return std::string(wire::find_text(in, name).value_or(""));
}

result<std::optional<account_id>> account_in(const json::object& in, std::string_view name) {
    const auto text = wire::find_text(in, name);
    if (!text) return std::nullopt;
    return TRY(account_id::parse(*text));
}

result<std::optional<agreement_id>> agreement_in(const json::object& in) {
    const auto text = wire::find_text(in, "agreementId");
    if (!text) return std::nullopt;
    return TRY(agreement_id::parse(*text));
}

result<std::optional<day>> day_in(const json::object& in, std::string_view name) {
    const auto text = wire::find_text(in, name);
    if (!text) return std::nullopt;
    return TRY(day::parse(*text));
}

result<account_id> account_asked(const call& from, std::string_view name) {
    const auto asked = TRY(account_in(from.input, name));
    if (asked && *asked != from.who.account && !from.who.is_operator)
        return no(reason::account_not_found, asked->text());
    return asked.value_or(from.who.account);
}

result<std::optional<account_id>> accounts_asked(const call& from) {
    if (from.who.is_operator && !TRY(account_in(from.input, "accountId"))) return std::nullopt;
    return TRY(account_asked(from));
}

result<service::page_request> page_in(const call& from) {
    service::page_request made;
    made.size = static_cast<std::size_t>(wire::find_integer(from.input, "limit").value_or(50));
    if (const auto cursor = wire::find_text(from.input, "cursor"))
        made.after = TRY(service::mark_in(*cursor, from.list, from.keys));
    return made;
}

service::asked_call asked_in(const call& from, std::string name) {
    boost::json::object shown = from.input;
    shown.erase("password");
    return {std::move(name), boost::json::serialize(from.input), boost::json::serialize(shown)};
}

answer waiting(const service::done_or_waiting& made) {
    return {.json = boost::json::object{{"approvalId", made.id}}, .status = 202};
}

} // namespace cppo::console
