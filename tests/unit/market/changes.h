// Change sets for tests: typed changes with the names AWS gives them, and what became of them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "unit/market/samples.h"

namespace cppo::market::sample {

// The entity type and change type that AWS gives a change.
struct change_name {
    bool (*is_of)(const change_details& details);
    std::string_view entity_type;
    std::string_view type;
};

template <class Ask>
constexpr change_name named(std::string_view entity_type, std::string_view type) {
    return {[](const change_details& details) { return details.find<Ask>() != nullptr; },
            entity_type, type};
}

inline constexpr std::array change_names{
    named<create_product>("ProfessionalServicesProduct@1.0", "CreateProduct"),
    named<update_product_information>("ProfessionalServicesProduct@1.0", "UpdateInformation"),
    named<add_dimensions>("ProfessionalServicesProduct@1.0", "AddDimensions"),
    named<update_dimensions>("ProfessionalServicesProduct@1.0", "UpdateDimensions"),
    named<restrict_dimensions>("ProfessionalServicesProduct@1.0", "RestrictDimensions"),
    named<update_visibility>("ProfessionalServicesProduct@1.0", "UpdateVisibility"),
    named<release_product>("ProfessionalServicesProduct@1.0", "ReleaseProduct"),
    named<create_authorization>("ResaleAuthorization@1.0", "CreateResaleAuthorization"),
    named<update_authorization_information>("ResaleAuthorization@1.0", "UpdateInformation"),
    named<update_authorization_availability>("ResaleAuthorization@1.0", "UpdateAvailability"),
    named<update_buyer_targeting>("ResaleAuthorization@1.0", "UpdateBuyerTargetingTerms"),
    named<update_buyer_validity>("ResaleAuthorization@1.0", "UpdateBuyerValidityTerms"),
    named<update_authorization_legal>("ResaleAuthorization@1.0", "UpdateLegalTerms"),
    named<update_authorization_pricing>("ResaleAuthorization@1.0", "UpdatePricingTerms"),
    named<update_authorization_schedule>("ResaleAuthorization@1.0", "UpdatePaymentScheduleTerms"),
    named<update_authorization_net_payment>("ResaleAuthorization@1.0", "UpdateNetPaymentTerms"),
    named<release_authorization>("ResaleAuthorization@1.0", "ReleaseResaleAuthorization"),
    named<restrict_authorization>("ResaleAuthorization@1.0", "RestrictResaleAuthorization"),
    named<create_offer>("Offer@1.0", "CreateOfferUsingResaleAuthorization"),
    named<update_offer_information>("Offer@1.0", "UpdateInformation"),
    named<update_markup>("Offer@1.0", "UpdateMarkup"),
    named<update_targeting>("Offer@1.0", "UpdateTargeting"),
    named<update_offer_availability>("Offer@1.0", "UpdateAvailability"),
    named<update_offer_validity>("Offer@1.0", "UpdateValidityTerms"),
    named<update_offer_schedule>("Offer@1.0", "UpdatePaymentScheduleTerms"),
    named<release_offer>("Offer@1.0", "ReleaseOffer"),
    named<add_delivery_options>("SaaSProduct@1.0", "AddDeliveryOptions"),
    named<update_delivery_options>("SaaSProduct@1.0", "UpdateDeliveryOptions"),
    named<restrict_regions>("AmiProduct@1.0", "RestrictRegions"),
    named<update_product_targeting>("SaaSProduct@1.0", "UpdateTargeting"),
    named<create_own_offer>("Offer@1.0", "CreateOffer"),
    named<update_offer_pricing>("Offer@1.0", "UpdatePricingTerms"),
    named<update_offer_legal>("Offer@1.0", "UpdateLegalTerms"),
    named<update_offer_support>("Offer@1.0", "UpdateSupportTerms"),
    named<update_offer_renewal>("Offer@1.0", "UpdateRenewalTerms"),
    named<create_replacement>("Offer@1.0", "CreateReplacementOfferUsingResaleAuthorization"),
    named<create_direct_replacement>("Offer@1.0", "CreateReplacementOffer"),
    named<update_offer_net_payment>("Offer@1.0", "UpdateNetPaymentTerms"),
    named<update_offer_verification>("Offer@1.0", "UpdateCustomerVerificationTerms"),
    named<add_regions>("AmiProduct@1.0", "AddRegions"),
    named<add_instance_types>("AmiProduct@1.0", "AddInstanceTypes"),
    named<impossible>("Offer@1.0", "UpdateNetPaymentTerms"),
};

inline change change_of(const std::string& entity, change_details details) {
    const auto* name = std::ranges::find_if(
        change_names, [&](const change_name& each) { return each.is_of(details); });
    return {std::string(name->type),
            std::string(name->entity_type),
            entity,
            {},
            "",
            std::move(details),
            "{}",
            {}};
}

// A change that asks for something else than it did.
template <class Ask, class Alter>
void alter(change& what, Alter how) {
    Ask ask = *what.find<Ask>();
    how(ask);
    what.details = ask;
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
