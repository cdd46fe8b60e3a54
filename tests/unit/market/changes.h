// Change sets for tests: typed changes with the names AWS gives them, and what became of them.
#pragma once

#include <gtest/gtest.h>

#include <array>

#include "unit/market/samples.h"

namespace cppo::market::sample {

// The entity type and change type of each alternative of change_details, in its order.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 40> change_names{{
    {"ProfessionalServicesProduct@1.0", "CreateProduct"},
    {"ProfessionalServicesProduct@1.0", "UpdateInformation"},
    {"ProfessionalServicesProduct@1.0", "AddDimensions"},
    {"ProfessionalServicesProduct@1.0", "UpdateDimensions"},
    {"ProfessionalServicesProduct@1.0", "RestrictDimensions"},
    {"ProfessionalServicesProduct@1.0", "UpdateVisibility"},
    {"ProfessionalServicesProduct@1.0", "ReleaseProduct"},
    {"ResaleAuthorization@1.0", "CreateResaleAuthorization"},
    {"ResaleAuthorization@1.0", "UpdateInformation"},
    {"ResaleAuthorization@1.0", "UpdateAvailability"},
    {"ResaleAuthorization@1.0", "UpdateBuyerTargetingTerms"},
    {"ResaleAuthorization@1.0", "UpdateBuyerValidityTerms"},
    {"ResaleAuthorization@1.0", "UpdateLegalTerms"},
    {"ResaleAuthorization@1.0", "UpdatePricingTerms"},
    {"ResaleAuthorization@1.0", "UpdatePaymentScheduleTerms"},
    {"ResaleAuthorization@1.0", "UpdateNetPaymentTerms"},
    {"ResaleAuthorization@1.0", "ReleaseResaleAuthorization"},
    {"ResaleAuthorization@1.0", "RestrictResaleAuthorization"},
    {"Offer@1.0", "CreateOfferUsingResaleAuthorization"},
    {"Offer@1.0", "UpdateInformation"},
    {"Offer@1.0", "UpdateMarkup"},
    {"Offer@1.0", "UpdateTargeting"},
    {"Offer@1.0", "UpdateAvailability"},
    {"Offer@1.0", "UpdateValidityTerms"},
    {"Offer@1.0", "UpdatePaymentScheduleTerms"},
    {"Offer@1.0", "ReleaseOffer"},
    {"SaaSProduct@1.0", "AddDeliveryOptions"},
    {"SaaSProduct@1.0", "UpdateTargeting"},
    {"Offer@1.0", "CreateOffer"},
    {"Offer@1.0", "UpdatePricingTerms"},
    {"Offer@1.0", "UpdateLegalTerms"},
    {"Offer@1.0", "UpdateSupportTerms"},
    {"Offer@1.0", "UpdateRenewalTerms"},
    {"Offer@1.0", "CreateReplacementOfferUsingResaleAuthorization"},
    {"Offer@1.0", "CreateReplacementOffer"},
    {"Offer@1.0", "UpdateNetPaymentTerms"},
    {"Offer@1.0", "UpdateCustomerVerificationTerms"},
    {"AmiProduct@1.0", "AddRegions"},
    {"AmiProduct@1.0", "AddInstanceTypes"},
    {"Offer@1.0", "UpdateNetPaymentTerms"},
}};
static_assert(std::variant_size_v<change_details> == change_names.size());

inline change change_of(const std::string& entity, change_details details) {
    const auto& [entity_type, type] = change_names.at(details.index());
    return {
        std::string(type), std::string(entity_type), entity, {}, "", std::move(details), "{}", {}};
}

inline change_set set_of(const account_id& by, std::vector<change> changes) {
    return {by,
            change_set_id::minted("set"),
            1,
            "a set",
            change_set_intent::apply,
            change_set_status::preparing,
            now,
            {},
            change_set_failure::none,
            std::move(changes)};
}

inline due_work work_of(const change_set& set) {
    return {set.owner, due_kind::apply_change_set, set.id.text(), set.started};
}

// What becomes of a set that takes no time.
inline decision finished(const working_copies& on, const change_set& set) {
    return finish(on, set, work_of(set));
}

inline change_set result_of(const decision& made) {
    return written<change_set>(made).at(0);
}

// One change applied alone to a catalog, the final state included.
inline change_set alone(const working_copies& to, const std::string& entity,
                        change_details details) {
    return result_of(finished(to, set_of(to.by, {change_of(entity, std::move(details))})));
}

inline testing::AssertionResult succeeded(const change_set& set) {
    if (set.status == change_set_status::succeeded) return testing::AssertionSuccess();
    auto failure = testing::AssertionFailure() << "the set failed";
    for (const change& each : set.changes)
        for (const refusal& one : each.errors)
            failure << "; " << each.type << ": " << name_of(one.why) << " " << one.subject;
    return failure;
}

// What makes the authorization of samples.h from nothing, in a helpful order.
inline std::vector<change> authorization_changes(const std::string& id = "resaleauthz-new") {
    return {
        change_of(id, create_authorization{product_id::minted(product_text), "Fabrikam deal", "",
                                           partner}),
        change_of(id, update_authorization_information{"Renamed", "For Fabrikam", {}}),
        change_of(id, update_authorization_availability{on("2026-12-31"), 1}),
        change_of(id, update_buyer_targeting{{buyer}}),
        change_of(id, update_authorization_legal{a_wholesale().buyer_documents,
                                                 a_wholesale().resale_documents}),
        change_of(id,
                  update_authorization_pricing{
                      pricing_model::contract, fixed_quantities(), {}, {}, false}),
        change_of(id, update_authorization_schedule{two_halves()}),
        change_of(id, update_authorization_net_payment{lasting("P30D")}),
        change_of(id, release_authorization{}),
    };
}

// What makes the partner's offer of samples.h from nothing, in a helpful order.
inline std::vector<change> offer_changes(const std::string& id = "offer-new") {
    return {
        change_of(id, create_offer{authorization_id::minted(authorization_text), {}, {}}),
        change_of(id, update_offer_information{"Migration for Fabrikam", "Two instalments"}),
        change_of(id, update_markup{by("10")}),
        change_of(id, update_targeting{{buyer}, {}, {}}),
        change_of(id, update_offer_availability{on("2027-01-10")}),
        change_of(id, update_offer_validity{validity_term{lasting("P12M"), {}, {}}}),
        change_of(id, release_offer{}),
    };
}

} // namespace cppo::market::sample
