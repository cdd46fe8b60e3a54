// What a change set can ask of offers (R-OFR-22): one record a change type, with what it
// says about itself and how it is applied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/refusals.h"
#include "market/catalog/change_sets/change_facts.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

struct change;
struct working_copies;

// An offer of a partner, from an authorization that is shared with it.
struct create_offer {
    static constexpr auto facts = creation_of(entity_kind::offer, change_rank::offer_creation);
    references refers_to() const { return {.authorizations = {authorization}}; }

    authorization_id authorization;
    std::optional<std::string> name, description;
    bool names_offer_set = false;
};
// An offer whose acceptance replaces an agreement the partner has with the buyer (R-AMD-02).
struct create_replacement {
    static constexpr auto facts = creation_of(entity_kind::offer, change_rank::offer_creation);
    references refers_to() const {
        return {.authorizations = {authorization}, .agreements = {agreement}};
    }

    authorization_id authorization;
    agreement_id agreement;
    std::optional<std::string> name;
};
// An offer of one's own product, for everybody as far as a product needs one to be released
// (R-PUB-01).
struct create_own_offer {
    static constexpr auto facts = creation_of(entity_kind::offer, change_rank::offer_creation);
    references refers_to() const { return {.products = {product}}; }

    product_id product;
    std::optional<std::string> name;
};
struct create_direct_replacement {
    static constexpr auto facts = creation_of(entity_kind::offer, change_rank::offer_creation);
    references refers_to() const { return {.agreements = {agreement}}; }

    agreement_id agreement;
};
struct update_offer_information {
    static constexpr auto facts = change_of_any_offer(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<std::string> name, description;
    // A renewal is one because the authorization says so; an offer may say the same (R-FEE-13).
    std::optional<pre_existing_agreement> renewal = {};
};
struct update_markup {
    static constexpr auto facts = change_of_partner_offers(change_rank::update_before_others,
                                                           reason::markup_without_authorization);
    static constexpr refers_to_nothing refers_to{};

    markup by;
};
struct update_targeting {
    static constexpr auto facts =
        change_of_partner_offers(change_rank::update, reason::change_not_for_public_offer);
    references refers_to() const { return {.accounts = buyers}; }

    std::vector<account_id> buyers;
    std::vector<std::string> countries, excluded_countries;
};
struct update_offer_availability {
    static constexpr auto facts =
        change_of_partner_offers(change_rank::update, reason::availability_of_public_offer);
    static constexpr refers_to_nothing refers_to{};

    day end;
};
struct update_offer_validity {
    static constexpr auto facts =
        change_of_partner_offers(change_rank::update, reason::change_not_for_public_offer);
    static constexpr refers_to_nothing refers_to{};

    std::optional<validity_term> validity; // none removes it
};
struct update_offer_pricing {
    static constexpr auto facts = change_of_any_offer(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    pricing_model model;
    std::optional<usage_term> usage;
    std::optional<configurable_upfront_term> upfront;
    bool repeats_a_term;
    std::optional<fixed_upfront_term> fixed_upfront = {};
};
struct update_offer_schedule {
    static constexpr auto facts =
        change_of_partner_offers(change_rank::update, reason::change_not_for_public_offer);
    static constexpr refers_to_nothing refers_to{};

    std::optional<payment_schedule_term> schedule; // none removes it
    bool names_currency = true;                    // else it is the authorization's
};
struct update_offer_net_payment {
    static constexpr auto facts =
        change_of_partner_offers(change_rank::update, reason::change_not_for_public_offer);
    static constexpr refers_to_nothing refers_to{};

    std::optional<period> payment_due; // none removes it
    bool repeats_a_term = false;
};
struct update_offer_legal {
    static constexpr auto facts = change_of_any_offer(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<legal_document> documents;
};
struct update_offer_support {
    static constexpr auto facts = change_of_own_offers(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<std::string> refund_policy; // none removes it
};
struct update_offer_renewal {
    static constexpr auto facts = change_of_own_offers(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    bool renews;
};
struct update_offer_verification {
    static constexpr auto facts = change_of_no_offer(change_rank::update);
    static constexpr refers_to_nothing refers_to{};
};
struct release_offer {
    static constexpr auto facts = change_of_any_offer(change_rank::offer_release);
    static constexpr refers_to_nothing refers_to{};
};

refusals apply(working_copies& on, const change& what, const create_offer& ask);
refusals apply(working_copies& on, const change& what, const create_replacement& ask);
refusals apply(working_copies& on, const change& what, const create_own_offer& ask);
refusals apply(working_copies& on, const change& what, const create_direct_replacement& ask);
refusals apply(working_copies& on, const change& what, const update_offer_information& ask);
refusals apply(working_copies& on, const change& what, const update_markup& ask);
refusals apply(working_copies& on, const change& what, const update_targeting& ask);
refusals apply(working_copies& on, const change& what, const update_offer_availability& ask);
refusals apply(working_copies& on, const change& what, const update_offer_validity& ask);
refusals apply(working_copies& on, const change& what, const update_offer_pricing& ask);
refusals apply(working_copies& on, const change& what, const update_offer_schedule& ask);
refusals apply(working_copies& on, const change& what, const update_offer_net_payment& ask);
refusals apply(working_copies& on, const change& what, const update_offer_legal& ask);
refusals apply(working_copies& on, const change& what, const update_offer_support& ask);
refusals apply(working_copies& on, const change& what, const update_offer_renewal& ask);
refusals apply(working_copies& on, const change& what, const update_offer_verification& ask);
refusals apply(working_copies& on, const change& what, const release_offer& ask);

// Fixed quantities instead of a contract authorization's prices: nothing to pay by themselves, a
// duration and dimensions the authorization has, its currency, no markup (R-FPS-16).
// Quantities that the authorization fixes already can only be repeated.
refusals check_conversion(const offer& of, const update_offer_pricing& ask);

// What is wrong with the state of an offer, whatever the order of its changes: each of its parts by
// itself, so that every change that is wrong is told. A release adds what is its own.
refusals faults_of(const working_copies& on, const offer& of);

} // namespace cppo::market
