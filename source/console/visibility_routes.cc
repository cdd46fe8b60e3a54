#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

using market::isv_buyer_visibility;

answer visibility_answer(isv_buyer_visibility kept) {
    return {boost::json::object{{"isvBuyerVisibility", cppo::name_of(kept)}}};
}

} // namespace

std::vector<route> visibility_routes(service::buyer_visibility& visibility) {
    const std::string path = "/console/v1/isv-buyer-visibility";
    // clang-format off
    return {
        {"GetBuyerVisibility", "GET", path, audience::operator_only, effect::reads,
         permission_group::market, duty::administration, "Nothing",
         "BuyerVisibility", 200, {}, "What ISVs learn of buyers they do not know",
         [&visibility](const call&) -> result<answer> {
             return visibility_answer(visibility.get());
         }},
        {"SetBuyerVisibility", "PUT", path, audience::operator_only, effect::changes,
         permission_group::market, duty::administration,
         "BuyerVisibilityChange", "BuyerVisibility", 200, {},
         "Let ISVs learn so much of the buyers of what is released and accepted from now on",
         [&visibility](const call& from) -> result<answer> {
             const auto to = cppo::find_named<isv_buyer_visibility>(
                 text_in(from.input, "isvBuyerVisibility")).value();
             return visibility_answer(TRY(
                 visibility.set(from.who, to, from.idempotency_key, from.request_hash)));
         }},
    };
    // clang-format on
}

} // namespace cppo::console
