#include "market/catalog/change_sets/change.h"

#include <algorithm>
#include <array>

namespace cppo::market {

change_details::said::~said() = default;

refusals apply(working_copies& on, const change& what, const impossible& ask) {
    // What is said of a currency that stands in for an unknown one is not of what was sent.
    constexpr std::array of_currencies{
        reason::currency_not_payable,    reason::currencies_differ,
        reason::currency_not_authorized, reason::rate_missing,
        reason::seller_not_verified,     reason::agreement_value_too_large};
    refusals found;
    for (const refusal& each : ask.why) found.add(std::unexpected(each));
    if (!ask.rest) return std::move(found).without_effect();
    const refusals more = ask.rest->apply_to(on, what);
    for (const refusal& each : more)
        if (std::ranges::find(of_currencies, each.why) == of_currencies.end())
            found.add(std::unexpected(each));
    return more.gave_up() ? std::move(found).without_effect() : std::move(found);
}

bool is_judged_when_applied(reason why) {
    return why == reason::currency_unknown;
}

} // namespace cppo::market
