#include "service/catalog/publishing.h"

#include "store/tables/records.h"

namespace cppo::service {
namespace {

constexpr const char* setting_name = "publishing.delay";
constexpr const char* no_delay = "PT0S";

std::string delay_in(store::session& in) {
    const auto kept = store::find<store::setting>(in, setting_name);
    return kept ? kept->value : no_delay;
}

} // namespace

instant publishing_begins(store::session& in, instant now) {
    const instant ends = period::parse_with_time(delay_in(in))->after(now);
    return now.plus_ms((ends.ms() - now.ms()) / 2);
}

std::string publishing::delay() {
    std::string made;
    on_.read([&](store::session& in, instant) { made = delay_in(in); });
    return made;
}

result<std::string> publishing::set(const actor& by, const std::string& delay,
                                    const std::string& token, const std::string& request_hash) {
    const period asked = TRY(period::parse_with_time(delay));
    const instant epoch;
    if (period::parse("P37D")->after(epoch) < asked.after(epoch))
        return no_because(reason::malformed_value, "Publishing takes at most 37 days.", delay);
    const command what{by, by.account, "SetPublishingDelay", token, request_hash};
    return on_.run(what, [&](store::session& in, mint&, instant) -> result<outcome> {
        store::put(in, store::setting{setting_name, delay});
        return outcome{{}, delay, delay};
    });
}

} // namespace cppo::service
