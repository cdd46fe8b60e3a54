#include <boost/json/array.hpp>

#include "console/http/reading.h"
#include "console/http/routes.h"
#include "wire/value/notation.h"

namespace cppo::console {
namespace {

namespace json = boost::json;

json::object limit_json(const service::limit& of) {
    return {{"name", of.name},
            {"awsDefault", of.of_aws},
            {"value", of.value ? json::value(*of.value) : json::value(nullptr)}};
}

result<answer> list_limits(service::limit_service& limits) {
    return list_answer(limits.all(), limit_json);
}

result<answer> set_limit(service::limit_service& limits, const call& from) {
    return answer{limit_json(TRY(limits.set(from.who, text_in(from.input, "name"),
                                            wire::find_integer(from.input, "value"),
                                            from.idempotency_key, from.request_hash)))};
}

} // namespace

std::vector<route> limit_routes(service::limit_service& limits) {
    // clang-format off
    return {
        {"ListLimits", "GET", "/console/v1/limits", audience::operator_only, effect::reads,
         permission_group::market, duty::administration, "Nothing", "Limits", 200, {},
         "What one account may ask for a second, or have open at once",
         [&limits](const call&) { return list_limits(limits); }},
        {"SetLimit", "PUT", "/console/v1/limits/{name}", audience::operator_only, effect::changes,
         permission_group::market, duty::administration,
         "LimitChange", "Limit", 200, {reason::limit_unknown},
         "Set a limit, or lift it by leaving the value out",
         [&limits](const call& from) { return set_limit(limits, from); }},
    };
    // clang-format on
}

} // namespace cppo::console
