#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

answer delay_answer(const std::string& delay) {
    return {boost::json::object{{"delay", delay}}};
}

} // namespace

std::vector<route> publishing_routes(service::publishing& publishing) {
    const std::string path = "/console/v1/publishing";
    // clang-format off
    return {
        {"GetPublishingDelay", "GET", path, audience::operator_only, effect::reads,
         permission_group::market, duty::administration, "Nothing",
         "PublishingDelay", 200, {}, "How long a change set takes",
         [&publishing](const call&) -> result<answer> { return delay_answer(publishing.delay()); }},
        {"SetPublishingDelay", "PUT", path, audience::operator_only, effect::changes,
         permission_group::market, duty::administration,
         "PublishingChange", "PublishingDelay", 200, {},
         "Let change sets that start from now on take this long",
         [&publishing](const call& from) -> result<answer> {
             return delay_answer(TRY(publishing.set(from.who, text_in(from.input, "delay"),
                                                    from.idempotency_key, from.request_hash)));
         }},
    };
    // clang-format on
}

} // namespace cppo::console
