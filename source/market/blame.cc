#include "market/blame.h"

#include <algorithm>
#include <cassert>
#include <string_view>

namespace cppo::market {
namespace {

using change_types = std::vector<std::string_view>;

constexpr std::string_view targeting = "UpdateTargeting";
constexpr std::string_view availability = "UpdateAvailability";
constexpr std::string_view validity = "UpdateValidityTerms";
constexpr std::string_view schedule = "UpdatePaymentScheduleTerms";
constexpr std::string_view pricing = "UpdatePricingTerms";
constexpr std::string_view renewal = "UpdateInformation";

// The types of change a fault of the final state may belong to, the most likely first.
change_types types_for(reason why) {
    switch (why) {
        case reason::buyer_not_authorized:
        case reason::buyer_account_unknown:
            return {targeting, "UpdateBuyerTargetingTerms"};
        case reason::country_unknown:
        case reason::countries_wanted_and_unwanted:
            return {targeting};
        case reason::public_offer_missing:
            return {"ReleaseProduct"};
        case reason::renewal_needs_buyers:
            return {renewal};
        case reason::duration_and_end:
        case reason::duration_not_authorized:
        case reason::future_start_not_for_product:
        case reason::validity_incomplete:
        case reason::start_missing:
        case reason::start_out_of_range:
        case reason::start_not_before_end:
        case reason::start_not_authorized:
        case reason::replacement_starts_at_once:
        case reason::end_not_future:
        case reason::agreement_too_short:
            return {validity, availability};
        case reason::start_not_after_availability:
            return {validity, availability};
        case reason::availability_reaches_agreement_end:
        case reason::availability_reaches_first_charge:
            return {availability};
        case reason::too_many_backdated_charges:
            return {schedule, availability};
        case reason::markup_with_custom_schedule:
            return {"UpdateMarkup"};
        case reason::mandatory_term_missing:
        case reason::fixed_price_with_markup:
            return {pricing, schedule};
        case reason::schedule_without_fixed_price:
            return {schedule, pricing};
        case reason::charge_after_agreement_end:
            return {schedule, validity, pricing};
        default:
            return {schedule};
    }
}

change* find_change(change_set& set, const std::string& entity, std::string_view type) {
    const auto found = std::ranges::find_if(set.changes, [&](const change& each) {
        return each.entity == entity && each.type == type;
    });
    return found == set.changes.end() ? nullptr : &*found;
}

change& release_or_last(change_set& set, const std::string& entity) {
    change* chosen = nullptr;
    for (change& each : set.changes)
        if (each.entity == entity && (!chosen || !chosen->type.starts_with("Release")))
            chosen = &each;
    assert(chosen != nullptr);
    return *chosen;
}

} // namespace

void blame(change_set& set, const std::string& entity, refusal what) {
    // AWS has another code where the markup was there before (R-CAT-05).
    if (what.why == reason::markup_with_custom_schedule)
        if (!find_change(set, entity, "UpdateMarkup") && find_change(set, entity, schedule))
            what = no(reason::schedule_with_markup).error();
    for (const std::string_view type : types_for(what.why))
        if (change* found = find_change(set, entity, type)) {
            found->errors.push_back(std::move(what));
            return;
        }
    release_or_last(set, entity).errors.push_back(std::move(what));
}

} // namespace cppo::market
