#include "service/parties/buyer_visibility.h"

#include "store/tables/commands.h"

namespace cppo::service {
namespace {

using market::isv_buyer_visibility;

constexpr const char* setting_name = "isv_buyer_visibility";

} // namespace

isv_buyer_visibility buyer_visibility_in(store::session& in) {
    const auto kept = store::find<market::setting>(in, std::string(setting_name));
    return kept ? store::named_or_fail<isv_buyer_visibility>(kept->value)
                : isv_buyer_visibility::masked;
}

isv_buyer_visibility buyer_visibility::get() {
    return on_.read([](store::session& in, instant) { return buyer_visibility_in(in); });
}

result<isv_buyer_visibility> buyer_visibility::set(const actor& by, isv_buyer_visibility to,
                                                   const std::string& token,
                                                   const std::string& request_hash) {
    const std::string value(cppo::name_of(to));
    const command what{by, by.account, "SetBuyerVisibility", token, request_hash};
    const auto answer = on_.run(what, [&](store::session&, mint&, instant) -> result<outcome> {
        return outcome{{.writes = {market::setting{setting_name, value}}}, value, value};
    });
    return store::named_or_fail<isv_buyer_visibility>(TRY(answer));
}

} // namespace cppo::service
