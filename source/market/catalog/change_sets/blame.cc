#include "market/catalog/change_sets/blame.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace cppo::market {
namespace {

constexpr std::string_view targeting = "UpdateTargeting";
constexpr std::string_view availability = "UpdateAvailability";
constexpr std::string_view validity = "UpdateValidityTerms";
constexpr std::string_view schedule = "UpdatePaymentScheduleTerms";
constexpr std::string_view pricing = "UpdatePricingTerms";

// The types of change that a fault of the final state may belong to, the most likely first.
struct blamed {
    reason why;
    std::array<std::string_view, 3> types;
};

constexpr std::array blamed_types = [] {
    using enum reason;
    return std::array{
        blamed{buyer_not_authorized, {targeting, "UpdateBuyerTargetingTerms"}},
        blamed{buyer_account_unknown, {targeting, "UpdateBuyerTargetingTerms"}},
        blamed{country_unknown, {targeting}},
        blamed{countries_wanted_and_unwanted, {targeting}},
        blamed{public_offer_missing, {"ReleaseProduct"}},
        blamed{renewal_needs_buyers, {"UpdateInformation"}},
        blamed{duration_and_end, {validity, availability}},
        blamed{duration_not_authorized, {validity, availability}},
        blamed{future_start_not_for_product, {validity, availability}},
        blamed{validity_incomplete, {validity, availability}},
        blamed{start_missing, {validity, availability}},
        blamed{start_out_of_range, {validity, availability}},
        blamed{start_not_before_end, {validity, availability}},
        blamed{start_not_authorized, {validity, availability}},
        blamed{start_not_after_availability, {validity, availability}},
        blamed{replacement_starts_at_once, {validity, availability}},
        blamed{end_not_future, {validity, availability}},
        blamed{agreement_too_short, {validity, availability}},
        blamed{availability_reaches_agreement_end, {availability}},
        blamed{availability_reaches_first_charge, {availability}},
        blamed{too_many_backdated_charges, {schedule, availability}},
        blamed{markup_with_custom_schedule, {"UpdateMarkup"}},
        blamed{mandatory_term_missing, {pricing, schedule}},
        blamed{fixed_price_with_markup, {pricing, schedule}},
        blamed{schedule_without_fixed_price, {schedule, pricing}},
        blamed{charge_after_agreement_end, {schedule, validity, pricing}},
        blamed{schedule_not_authorized, {schedule}},
        blamed{schedule_with_markup, {schedule}},
        blamed{currency_not_authorized, {schedule}},
        blamed{charge_dates_not_authorized, {schedule}},
        blamed{amount_below_wholesale, {schedule}},
        blamed{total_below_wholesale, {schedule}},
        blamed{charge_dates_repeat, {schedule}},
        blamed{charge_date_not_future, {schedule}},
        blamed{amount_too_large, {schedule}},
        blamed{schedule_needs_single_use_and_end, {schedule}},
        blamed{schedule_and_fixed_price_apart, {schedule}},
        blamed{currencies_differ, {schedule}},
    };
}();

// What is refused before the final state is judged: by a change itself, or outside of change sets.
// Were it ever told of a final state, the release would be blamed.
constexpr std::array never_blamed = [] {
    using enum reason;
    // clang-format off
    return std::array{
        malformed_value, malformed_amount, page_token_invalid, list_too_long_to_sort,
        currency_unknown, action_not_allowed, not_the_proposer, entity_belongs_to_another,
        entity_not_found, product_not_found, authorization_not_found, change_set_not_found,
        resource_not_found, policy_not_found, proposal_not_found, request_not_found,
        agreement_not_found, offer_not_found, account_not_found, user_not_found,
        access_key_not_found, last_administrator, invoice_not_found, product_code_unknown,
        license_unknown, license_of_another_product, registration_token_invalid,
        registration_token_expired, customer_not_entitled, deal_not_found, limit_unknown,
        seller_not_found, token_reused,
        tag_reserved, tag_repeated, too_many_tags, tags_without_creation, change_type_repeated,
        revision_stale, entity_locked, change_set_not_cancellable, too_many_open_change_sets,
        too_many_concurrent_offers, clock_not_movable, clock_goes_back, account_exists,
        seller_not_paid, seller_not_registered, reseller_not_registered,
        registration_state_out_of_order, own_role_missing, reseller_role_missing,
        currency_not_payable, seller_not_verified, tax_form_missing, payer_unknown,
        product_already_released, product_not_released, product_not_sellable,
        product_incomplete, visibility_unchanged, dimension_type_not_for_product,
        dimensions_missing, version_title_repeated, second_delivery_option,
        delivery_option_unknown, region_unknown, last_region, dimension_repeated,
        dimension_unknown, too_many_dimensions, product_not_limited,
        public_offer_not_for_product, second_public_offer, change_not_for_public_offer,
        availability_of_public_offer, change_not_for_partner_offer,
        markup_without_authorization, last_dimension, authorization_already_released,
        authorization_not_active, authorization_restricted, authorization_expired,
        authorization_consumed, authorization_not_restrictable, term_type_repeated,
        term_not_for_product, rate_repeated, rate_not_for_dimension, rates_incomplete,
        duration_not_positive, duration_repeated, rate_constraints_differ,
        terms_exclude_each_other, too_many_rates, too_many_rate_cards, too_many_grants,
        duration_too_long, selector_too_long, list_price_missing, latest_start_out_of_range,
        fixed_price_not_zero, duration_missing, grant_dimension_repeated, dimension_not_sold,
        one_dimension_only, buyer_document_invalid, resale_document_invalid,
        too_many_scheduled_payments, availability_not_future, offer_already_released,
        markup_after_release, targeting_after_release, terms_after_release,
        renewal_after_release, start_after_release, end_after_release, too_many_buyers,
        targeting_of_replacement, offer_set_not_supported, agreement_not_active,
        agreement_from_authorization, replacement_not_for_product,
        authorization_for_another_product, agreement_end_missing, markup_not_on_custom_terms,
        pricing_model_switched, term_not_authorized, grants_not_authorized, grants_invalid,
        too_many_charges, payment_due_period_unknown, net_payment_not_authorized,
        net_payment_too_long, net_payment_not_removable, offer_document_invalid,
        offer_name_missing, offer_description_missing, offer_buyers_missing,
        offer_availability_missing, proposal_expired, offer_already_accepted,
        requested_term_unknown, requested_term_repeated, term_takes_no_configuration,
        configuration_missing, choice_not_offered, requested_terms_incomplete,
        proposal_replaces_agreement, replacement_not_possible, intent_not_supported,
        usage_dimension_unknown, usage_repeated, usage_in_the_future, usage_too_late,
        usage_outside_license, usage_worth_too_much, allocations_repeat,
        allocations_differ_from_quantity,
        invoice_not_open, payment_currency_differs, payment_not_positive,
        payment_exceeds_invoice, payment_in_the_future};
    // clang-format on
}();

constexpr std::array reasons_blamed = [] {
    std::array<reason, blamed_types.size()> made{};
    for (std::size_t at = 0; at < made.size(); ++at) made[at] = blamed_types[at].why;
    return made;
}();
static_assert(is_each_reason_in_one(reasons_blamed, never_blamed),
              "each reason says whom a final state blames for it");

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
    const auto* of = std::ranges::find(blamed_types, what.why, &blamed::why);
    if (of != blamed_types.end())
        for (const std::string_view type : of->types)
            if (change* found = find_change(set, entity, type)) {
                found->errors.push_back(std::move(what));
                return;
            }
    release_or_last(set, entity).errors.push_back(std::move(what));
}

} // namespace cppo::market
