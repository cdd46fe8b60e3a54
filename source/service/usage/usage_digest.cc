#include "service/usage/usage_digest.h"

#include "market/due.h"
#include "market/usage/metering.h"
#include "service/secrets/digest.h"
#include "store/tables/usage.h"
#include "store/tables/work.h"

namespace cppo::service {

void seal_when_closed(store::session& in, const account_id& owner, std::int64_t hour) {
    const market::due_work work{owner, market::due_kind::seal_usage, subject_of_hour(hour),
                                market::closing_of_hour(hour)};
    if (!store::find<market::due_work>(in, owner, work.kind, work.subject))
        store::put_earlier(in, work);
}

std::string digest_of_usage(store::session& in, const account_id& owner, std::int64_t hour) {
    std::int64_t count = 0;
    std::string text;
    for (const market::usage_record& each : store::select<market::usage_record>(
             in, "WHERE hour = $1 AND account = $2 ORDER BY agreement_no, dimension_no",
             {hour, std::int64_t{std::stoll(owner.text())}})) {
        ++count;
        for (const std::int64_t number :
             {each.agreement_no, each.dimension_no, each.quantity, each.recorded.us()})
            text += std::to_string(number) + " ";
        text += std::to_string(each.allocations.size()) + ":" + each.allocations + "\n";
    }
    return "{\"records\":" + std::to_string(count) + ",\"sha256\":\"" + sha256_hex(text) + "\"}";
}

std::string subject_of_hour(std::int64_t hour) {
    return instant(hour * market::hour_ms).text();
}

std::int64_t hour_of_subject(const std::string& subject) {
    const auto at = instant::parse(subject);
    return at ? market::hour_of(*at) : 0;
}

} // namespace cppo::service
