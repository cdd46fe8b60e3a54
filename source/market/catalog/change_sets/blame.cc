#include "market/catalog/change_sets/blame.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <string_view>
#include <vector>

namespace cppo::market {
namespace {

constexpr std::string_view information = "UpdateInformation";
constexpr std::string_view targeting = "UpdateTargeting";
constexpr std::string_view buyers = "UpdateBuyerTargetingTerms";
constexpr std::string_view availability = "UpdateAvailability";
constexpr std::string_view validity = "UpdateValidityTerms";
constexpr std::string_view schedule = "UpdatePaymentScheduleTerms";
constexpr std::string_view pricing = "UpdatePricingTerms";
constexpr std::string_view marking = "UpdateMarkup";
constexpr std::string_view net_payment = "UpdateNetPaymentTerms";

// A type of change that may have caused a fault, and the reason it is told where AWS's table of
// that type lists another code for it.
struct cause {
    std::string_view type;
    std::optional<reason> told = {};
};

// The types of change that a fault of the state may be told, in the order they are judged: the last
// one of the set is told.
struct blamed {
    reason why;
    std::array<cause, 3> causes;
    std::string_view mended_by = {}; // is never told, and would have led to another state
};

constexpr std::array blamed_types = [] {
    using enum reason;
    return std::array{
        blamed{buyer_not_authorized, {{{targeting}}}},
        blamed{buyer_account_unknown, {{{targeting}, {buyers}}}},
        blamed{buyer_is_seller, {{{targeting}, {buyers}}}},
        blamed{country_unknown, {{{targeting}}}},
        blamed{countries_wanted_and_unwanted, {{{targeting}}}},
        blamed{renewal_needs_buyers, {{{information}, {buyers}}}},
        blamed{duration_and_end, {{{validity}}}},
        blamed{duration_not_authorized, {{{pricing}, {validity}}}},
        blamed{future_start_not_for_product, {{{validity}}}},
        blamed{validity_incomplete, {{{validity}}}},
        blamed{start_missing, {{{validity}}}},
        blamed{start_out_of_range, {{{validity}}}},
        blamed{start_not_before_end, {{{validity}}}},
        blamed{start_not_authorized, {{{validity}}}},
        blamed{start_not_after_availability,
               {{{availability, availability_reaches_agreement_end}, {validity}}}},
        blamed{replacement_starts_at_once, {{{validity}}}},
        blamed{end_not_future, {{{validity}}}},
        blamed{end_too_late, {{{validity}}}},
        blamed{agreement_too_long, {{{validity}}}},
        blamed{agreement_too_short,
               {{{pricing}, {availability, availability_reaches_agreement_end}, {validity}}}},
        blamed{availability_reaches_agreement_end,
               {{{validity, agreement_too_short}, {availability}}}},
        blamed{availability_reaches_first_charge,
               {{{schedule, charge_date_not_future}, {availability}}}},
        blamed{too_many_backdated_charges, {{{availability}, {schedule}}}},
        blamed{markup_with_custom_schedule, {{{marking}, {schedule}}}},
        blamed{fixed_price_with_markup, {{{pricing}}}, marking},
        blamed{schedule_without_fixed_price, {{{pricing, terms_exclude_each_other}, {schedule}}}},
        blamed{charge_after_agreement_end,
               {{{pricing, duration_too_short}, {validity, agreement_too_short}, {schedule}}}},
        blamed{schedule_not_authorized, {{{schedule}}}, pricing},
        blamed{schedule_with_markup, {{{schedule}}}},
        blamed{currency_not_authorized, {{{schedule}}}},
        blamed{charge_dates_not_authorized, {{{schedule}}}},
        blamed{amount_below_wholesale, {{{schedule}}}},
        blamed{total_below_wholesale, {{{pricing}, {schedule}}}},
        blamed{charge_dates_repeat, {{{schedule}}}},
        blamed{charge_date_not_future, {{{schedule}}}},
        blamed{amount_too_large,
               {{{schedule, total_below_wholesale}, {pricing, grants_invalid}, {marking}}}},
        blamed{agreement_value_too_large, {{{schedule}}}},
        blamed{schedule_needs_single_use_and_end, {{{schedule}}}, availability},
        blamed{currencies_differ, {{{pricing}, {schedule}}}},
        blamed{net_payment_not_authorized, {{{net_payment}}}},
        blamed{net_payment_too_long, {{{net_payment}}}},
    };
}();

// What a release lacks is its own to tell, unless the change of the set that says it failed: that
// one would have mended it.
struct mended {
    reason why;
    std::array<std::string_view, 2> types;
};

constexpr std::array mended_types = [] {
    using enum reason;
    return std::array{
        mended{offer_name_missing, {information}},
        mended{offer_description_missing, {information}},
        mended{offer_buyers_missing, {targeting}},
        mended{offer_availability_missing, {availability}},
        mended{agreement_end_missing, {validity}},
        mended{schedule_and_fixed_price_apart, {pricing, schedule}},
        mended{currency_not_payable, {pricing, schedule}},
        mended{rate_missing, {pricing, schedule}},
        mended{seller_not_verified, {pricing, schedule}},
        mended{product_not_released, {"ReleaseProduct"}},
        mended{reseller_role_missing, {"CreateResaleAuthorization"}},
    };
}();

// What may be missing, as the refusal names it: the changes that are told of it, and the one that
// would have mended it.
struct missing {
    std::string_view what;
    std::array<cause, 2> causes;
    std::string_view mended_by = {};
};

constexpr std::array missing_parts = [] {
    constexpr std::string_view legal = "UpdateLegalTerms";
    return std::array{
        missing{"PaymentScheduleTerm", {{{schedule, reason::terms_exclude_each_other}, {pricing}}}},
        missing{"instalments", {{{schedule}}}},
        missing{"RenewalTerm", {{{"UpdateRenewalTerms"}}}},
        missing{"BuyerLegalTerm", {}, legal},
        missing{"LegalTerm", {}, legal},
        missing{"pricing term", {}, pricing},
        missing{"SupportTerm", {}, "UpdateSupportTerms"},
        missing{"ProductTitle", {}, information},
        missing{"ShortDescription", {}, information},
        missing{"Dimensions", {}, "AddDimensions"},
        missing{"DeliveryOptions", {}, "AddDeliveryOptions"},
    };
}();

// What is refused by a change itself, or outside of change sets.
constexpr std::array told_itself = [] {
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
        seller_not_found, token_reused, tag_reserved, tag_repeated, too_many_tags,
        tags_without_creation, change_type_repeated, revision_stale, entity_locked,
        change_set_not_cancellable, too_many_open_change_sets, too_many_concurrent_offers,
        clock_not_movable, clock_goes_back, account_exists, seller_not_paid,
        seller_not_registered, reseller_not_registered, registration_state_out_of_order,
        own_role_missing, tax_form_missing, payer_unknown,
        product_already_released, product_not_sellable, product_incomplete,
        visibility_unchanged, dimension_type_not_for_product, dimensions_missing,
        version_title_repeated, second_delivery_option, delivery_option_unknown,
        region_unknown, last_region, dimension_repeated, dimension_unknown,
        too_many_dimensions, product_not_limited, public_offer_not_for_product,
        second_public_offer, change_not_for_public_offer, availability_of_public_offer,
        change_not_for_partner_offer, markup_without_authorization, last_dimension,
        authorization_already_released, authorization_not_active, authorization_restricted,
        authorization_expired, authorization_consumed, authorization_not_restrictable,
        term_type_repeated, term_not_for_product, mandatory_term_missing,
        public_offer_missing, rate_repeated, rate_not_for_dimension, rates_incomplete,
        duration_not_positive, duration_repeated, rate_constraints_differ,
        terms_exclude_each_other, too_many_rates, too_many_rate_cards, too_many_grants,
        duration_too_long, duration_too_short, selector_too_long, list_price_missing,
        latest_start_out_of_range, fixed_price_not_zero, duration_missing,
        grant_dimension_repeated, dimension_not_sold, one_dimension_only,
        buyer_document_invalid, resale_document_invalid, too_many_scheduled_payments,
        availability_not_future, offer_already_released, draft_outdated,
        markup_after_release, targeting_after_release, terms_after_release,
        renewal_after_release, start_after_release, end_after_release, too_many_buyers,
        targeting_of_replacement, offer_set_not_supported, agreement_not_active,
        agreement_from_authorization, replacement_not_for_product,
        authorization_for_another_product, markup_not_on_custom_terms,
        pricing_model_switched, term_not_authorized, grants_not_authorized, grants_invalid,
        too_many_charges, payment_due_period_unknown, net_payment_not_removable,
        offer_document_invalid, proposal_expired, offer_already_accepted,
        requested_term_unknown, requested_term_repeated, term_takes_no_configuration,
        configuration_missing, choice_not_offered, requested_terms_incomplete,
        proposal_replaces_agreement, replacement_not_possible, product_agreed_already,
        intent_not_supported, usage_dimension_unknown, usage_repeated, usage_in_the_future,
        usage_too_late, usage_outside_license, usage_worth_too_much, allocations_repeat,
        allocations_differ_from_quantity, invoice_not_open, payment_currency_differs,
        payment_not_positive, payment_exceeds_invoice, payment_in_the_future,
        payment_before_invoice, renewal_not_authorized, wider_than_maker,
        not_the_second_person, approval_not_found, account_in_use, account_closed,
        approval_decided, second_person_missing, nothing_submitted, bank_account_invalid,
        permission_unknown, duty_not_for_account, agreement_not_cancellable,
        payment_reference_used};
    // clang-format on
}();

template <std::size_t Size>
constexpr auto reasons_of(const auto& rows) {
    std::array<reason, Size> made{};
    for (std::size_t at = 0; at < Size; ++at) made[at] = rows[at].why;
    return made;
}
static_assert(is_each_reason_in_one(reasons_of<blamed_types.size()>(blamed_types),
                                    reasons_of<mended_types.size()>(mended_types), told_itself),
              "each reason says whom a final state blames for it");

change* find_change(change_set& set, const std::string& entity, std::string_view type) {
    const auto found = std::ranges::find_if(set.changes, [&](const change& each) {
        return each.entity == entity && each.type == type;
    });
    return found == set.changes.end() ? nullptr : &*found;
}

change* find_release(change_set& set, const std::string& entity) {
    const auto found = std::ranges::find_if(set.changes, [&](const change& each) {
        return each.entity == entity && each.type.starts_with("Release");
    });
    return found == set.changes.end() ? nullptr : &*found;
}

bool names_missing(reason why) {
    return why == reason::mandatory_term_missing || why == reason::product_incomplete;
}

const missing* find_missing(const refusal& what) {
    if (!names_missing(what.why)) return nullptr;
    const auto* found = std::ranges::find(missing_parts, what.subject, &missing::what);
    return found == missing_parts.end() ? nullptr : found;
}

std::vector<cause> causes_of(const refusal& what) {
    std::vector<cause> made;
    const auto take = [&](const auto& causes) {
        for (const cause& each : causes)
            if (!each.type.empty()) made.push_back(each);
    };
    const auto* of = std::ranges::find(blamed_types, what.why, &blamed::why);
    if (of != blamed_types.end()) take(of->causes);
    if (const missing* one = find_missing(what)) take(one->causes);
    return made;
}

// The changes that are never told of it, and would have led to another state.
std::vector<std::string_view> menders_of(const refusal& what) {
    std::vector<std::string_view> made;
    const auto* by = std::ranges::find(blamed_types, what.why, &blamed::why);
    if (by != blamed_types.end()) made.push_back(by->mended_by);
    const auto* of = std::ranges::find(mended_types, what.why, &mended::why);
    if (of != mended_types.end()) made.insert(made.end(), of->types.begin(), of->types.end());
    if (const missing* one = find_missing(what)) made.push_back(one->mended_by);
    return made;
}

bool a_mender_failed(change_set& set, const std::string& entity, const refusal& what) {
    return std::ranges::any_of(menders_of(what), [&](std::string_view type) {
        const change* found = find_change(set, entity, type);
        return found && !found->errors.empty();
    });
}

// Faults of the agreement's days that follow from another one, once that is told.
struct implied {
    reason why;
    reason by;
};
constexpr std::array implied_faults{
    implied{reason::start_not_after_availability, reason::start_out_of_range},
    implied{reason::availability_reaches_agreement_end, reason::end_not_future},
    implied{reason::charge_after_agreement_end, reason::duration_not_authorized},
    implied{reason::charge_after_agreement_end, reason::end_not_future},
};

bool is_implied(const change_set& set, const std::string& entity, reason why) {
    return std::ranges::any_of(implied_faults, [&](const implied& each) {
        return each.why == why && std::ranges::any_of(set.changes, [&](const change& one) {
                   return one.entity == entity &&
                          std::ranges::find(one.errors, each.by, &refusal::why) != one.errors.end();
               });
    });
}

// Whether a change failed that would have led to another state.
bool follows_from_a_failure(change_set& set, const std::string& entity, const refusal& what) {
    const bool left_undone = std::ranges::any_of(causes_of(what), [&](const cause& each) {
        const change* found = find_change(set, entity, each.type);
        return found && found->led_to_nothing;
    });
    return left_undone || a_mender_failed(set, entity, what);
}

// Whether a change failed that the release rests on.
bool is_told_already(change_set& set, const std::string& entity, const refusal& what) {
    const bool cause_failed = std::ranges::any_of(causes_of(what), [&](const cause& each) {
        const change* found = find_change(set, entity, each.type);
        return found && !found->errors.empty();
    });
    return cause_failed || a_mender_failed(set, entity, what);
}

bool tell_cause(change_set& set, const std::string& entity, refusal& what) {
    const std::vector<cause> causes = causes_of(what);
    for (auto each = causes.rbegin(); each != causes.rend(); ++each)
        if (change* found = find_change(set, entity, each->type)) {
            what.why = each->told.value_or(what.why);
            found->errors.push_back(std::move(what));
            return true;
        }
    return false;
}

// What no change of the set has caused: the draft was right once and time has passed.
reason outdated(const change& release, reason why) {
    const bool listed = why == reason::renewal_needs_buyers || names_missing(why);
    if (listed) return why;
    return release.type == "ReleaseOffer" ? reason::draft_outdated
                                          : reason::schedule_and_fixed_price_apart;
}

} // namespace

void blame(change_set& set, const std::string& entity, refusal what) {
    // AWS has another code where the markup was there before (R-CAT-05).
    if (what.why == reason::markup_with_custom_schedule && !find_change(set, entity, marking))
        what = no(reason::schedule_with_markup).error();
    if (follows_from_a_failure(set, entity, what) || is_implied(set, entity, what.why)) return;
    if (tell_cause(set, entity, what)) return;
    change* release = find_release(set, entity);
    if (!release) return;
    what.why = outdated(*release, what.why);
    release->errors.push_back(std::move(what));
}

void blame_release(change_set& set, change& release, refusal what) {
    const bool follows = std::ranges::any_of(set.changes, [&](const change& each) {
        return each.entity != release.entity && each.entity == what.subject && !each.errors.empty();
    });
    const bool said = std::ranges::any_of(set.changes, [&](const change& each) {
        return each.entity == release.entity &&
               std::ranges::any_of(each.errors, [&](const refusal& one) {
                   return one.why == what.why &&
                          (!names_missing(what.why) || one.subject == what.subject);
               });
    });
    if (follows || said || is_told_already(set, release.entity, what)) return;
    if (!tell_cause(set, release.entity, what)) release.errors.push_back(std::move(what));
}

} // namespace cppo::market
