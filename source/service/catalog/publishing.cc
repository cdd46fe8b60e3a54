#include "service/catalog/publishing.h"

#include "store/tables/commands.h"

namespace cppo::service {
namespace {

constexpr const char* setting_name = "publishing.delay";
constexpr const char* no_delay = "PT0S";

std::string delay_in(store::session& in) {
    const auto kept = store::find<market::setting>(in, setting_name);
    return kept ? kept->value : no_delay;
}

} // namespace

instant publishing_begins(store::session& in, instant now) {
    const instant ends = period::parse_with_time(delay_in(in))->after(now);
    return now.plus_ms((ends.ms() - now.ms()) / 2);
}

std::string publishing::delay() {
    return on_.read([](store::session& in, instant) { return delay_in(in); });
}

result<std::string> publishing::set(const actor& by, const std::string& delay,
                                    const std::string& token, const std::string& request_hash) {
    const period asked = TRY(period::parse_with_time(delay));
    const instant epoch;
    if (period::parse("P37D")->after(epoch) < asked.after(epoch))
        return no_because(reason::malformed_value, "Publishing takes at most 37 days.", delay);
    const command what{by, by.account, "SetPublishingDelay", token, request_hash};
    return on_.run(what, [&](store::session&, mint&, instant) -> result<outcome> {
        return outcome{{.writes = {market::setting{setting_name, delay}}}, delay, delay};
    });
}

} // namespace cppo::service
