#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

answer delay_answer(const std::string& delay) {
    return {boost::json::object{{"delay", delay}}, ""};
}

} // namespace

std::vector<route> publishing_routes(service::publishing& publishing) {
    return {
        {"GET", "/console/v1/publishing", "Nothing", audience::operator_only, false,
         "How long a change set takes",
         [&publishing](const call&) -> result<answer> { return delay_answer(publishing.delay()); }},
        {"PUT", "/console/v1/publishing", "PublishingChange", audience::operator_only, true,
         "Let change sets that start from now on take this long",
         [&publishing](const call& from) -> result<answer> {
             return delay_answer(TRY(publishing.set(from.who, text_in(from.input, "delay"),
                                                    from.idempotency_key, from.request_hash)));
         }},
    };
}

} // namespace cppo::console
