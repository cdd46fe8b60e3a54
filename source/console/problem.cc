#include "console/problem.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace cppo::console {
namespace {

namespace json = boost::json;

wire::reply encoded(int status, std::string_view why, std::string_view title,
                    std::string_view detail, json::array violations) {
    const json::object body{{"type", "about:blank"}, {"title", title},
                            {"status", status},      {"detail", detail},
                            {"reason", why},         {"violations", std::move(violations)}};
    return {status, {{"Content-Type", "application/problem+json"}}, json::serialize(body)};
}

// invoice_not_open becomes "Invoice not open".
std::string title_of(std::string_view name) {
    std::string title(name);
    for (char& c : title)
        if (c == '_') c = ' ';
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

// MissingAuthenticationTokenException becomes missing_authentication_token.
std::string reason_of(std::string_view fault_name) {
    if (fault_name.ends_with("Exception")) fault_name.remove_suffix(9);
    std::string name;
    for (const char c : fault_name) {
        if (c >= 'A' && c <= 'Z' && !name.empty()) name += '_';
        name += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return name;
}

} // namespace

int status_of(reason why) {
    switch (why) {
        case reason::action_not_allowed:
            return 403;
        case reason::account_not_found:
        case reason::user_not_found:
        case reason::agreement_not_found:
        case reason::offer_not_found:
        case reason::invoice_not_found:
        case reason::deal_not_found:
        case reason::seller_not_found:
        case reason::entity_not_found:
        case reason::limit_unknown:
        case reason::authorization_not_found:
        case reason::access_key_not_found:
            return 404;
        case reason::clock_goes_back:
        case reason::clock_not_movable:
        case reason::account_exists:
        case reason::last_administrator:
        case reason::invoice_not_open:
        case reason::entity_locked:
        case reason::authorization_already_released:
            return 409;
        default:
            return 422;
    }
}

wire::reply problem(const refusal& no) {
    json::array violations;
    for (const violation& each : no.violations)
        violations.push_back(
            {{"path", each.path}, {"reason", name_of(each.why)}, {"detail", each.sentence}});
    return encoded(status_of(no.why), name_of(no.why), title_of(name_of(no.why)), no.sentence,
                   std::move(violations));
}

wire::reply problem(const std::vector<wire::shape_fault>& faults) {
    json::array violations;
    for (const wire::shape_fault& each : faults)
        violations.push_back({{"path", each.pointer},
                              {"reason", name_of(reason::malformed_value)},
                              {"detail", each.sentence}});
    return encoded(400, name_of(reason::malformed_value), "Malformed value",
                   wire::validation_message(faults), std::move(violations));
}

wire::reply problem(const wire::fault& said) {
    return encoded(said.status, reason_of(said.name), title_of(reason_of(said.name)), said.message,
                   {});
}

} // namespace cppo::console
