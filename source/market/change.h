// What a change set can ask of products, authorizations and offers: one record per change type.
// Optional members are patched; a member that is absent stays as it was.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ground/result.h"
#include "market/product.h"
#include "market/resource.h"
#include "market/terms.h"

namespace cppo::market {

// Professional services products (our documented extension of the Catalog API, R-PRD-01).
struct create_product {
    std::optional<std::string> title;
    product_type type = product_type::professional_services;
};
struct update_product_information {
    std::optional<std::string> title, short_description, long_description, sku, logo_url;
    std::optional<std::string> support_description;
    std::optional<std::vector<std::string>> video_urls, highlights, categories, search_keywords;
};
struct add_dimensions {
    std::vector<dimension> dimensions;
};
struct dimension_patch {
    std::string key;
    std::set<dimension_type> types;
    std::optional<std::string> name, description;
};
struct update_dimensions {
    std::vector<dimension_patch> dimensions;
};
struct restrict_dimensions {
    std::vector<dimension_patch> dimensions;
};
struct update_visibility {
    product_visibility target;
};
struct release_product {};
// SaaS and machine images (R-PRD-02, R-PRD-03).
struct add_delivery_options {
    std::vector<std::string> fulfillment_urls;
    std::vector<delivery_option> images = {}; // without ids
};
// Machine images only (R-PRD-03).
struct add_regions {
    std::vector<std::string> regions;
};
struct add_instance_types {
    std::vector<std::string> types;
};
struct update_product_targeting {
    std::vector<account_id> buyers;
};

// Resale authorizations (R-RA-39).
struct create_authorization {
    product_id product;
    std::string name, description;
    account_id reseller;
};
struct update_authorization_information {
    std::optional<std::string> name, description;
    std::optional<pre_existing_agreement> renewal;
    bool clears_renewal = false;
};
struct update_authorization_availability {
    std::optional<day> end;
    std::optional<std::int64_t> offers_max;
};
struct update_buyer_targeting {
    std::vector<account_id> buyers;
};
struct update_buyer_validity {
    day latest_start;
};
struct update_authorization_legal {
    std::vector<legal_document> buyer_documents, resale_documents;
};
struct update_authorization_pricing {
    pricing_model model;
    std::optional<fixed_upfront_term> fixed_upfront;
    std::optional<usage_term> usage;
    std::optional<configurable_upfront_term> upfront;
    bool repeats_a_term;
};
struct update_authorization_schedule {
    std::optional<payment_schedule_term> schedule; // none removes it
};
struct update_authorization_net_payment {
    std::optional<period> payment_due; // none removes it
};
struct release_authorization {};
struct restrict_authorization {};

// Partner offers (R-OFR-22).
struct create_offer {
    authorization_id authorization;
    std::optional<std::string> name, description;
    bool names_offer_set = false;
};
// An offer whose acceptance replaces an agreement the partner has with the buyer (R-AMD-02).
struct create_replacement {
    authorization_id authorization;
    agreement_id agreement;
    std::optional<std::string> name;
};
struct update_offer_information {
    std::optional<std::string> name, description;
    std::optional<pre_existing_agreement> renewal = {};
    bool clears_renewal = false;
};
struct update_markup {
    markup by;
};
struct update_targeting {
    std::vector<account_id> buyers;
    std::vector<std::string> countries, excluded_countries;
};
struct update_offer_availability {
    day end;
};
struct update_offer_validity {
    std::optional<validity_term> validity; // none removes it
};
struct update_offer_schedule {
    std::optional<payment_schedule_term> schedule; // none removes it
    bool names_currency = true;                    // else it is the authorization's
};
struct update_offer_net_payment {
    std::optional<period> payment_due; // none removes it
};
struct update_offer_verification {}; // data products only

struct release_offer {};

// Public offers of one's own product, as far as a product needs one to be released
// (R-PUB-01).
struct create_public_offer {
    product_id product;
    std::optional<std::string> name;
};
struct create_direct_replacement {
    agreement_id agreement;
};
struct update_offer_pricing {
    pricing_model model;
    std::optional<usage_term> usage;
    std::optional<configurable_upfront_term> upfront;
    bool repeats_a_term;
    std::optional<fixed_upfront_term> fixed_upfront = {};
};
struct update_offer_legal {
    std::vector<legal_document> documents;
};
struct update_offer_support {
    std::optional<std::string> refund_policy; // none removes it
};
struct update_offer_renewal {
    bool renews;
};

// A change of a legal form whose values nothing can be made of, such as a currency this market does
// not settle in. Whoever sent it is told why when the set is applied.
struct impossible {
    refusal why;
};

using change_details = std::variant<
    create_product, update_product_information, add_dimensions, update_dimensions,
    restrict_dimensions, update_visibility, release_product, create_authorization,
    update_authorization_information, update_authorization_availability, update_buyer_targeting,
    update_buyer_validity, update_authorization_legal, update_authorization_pricing,
    update_authorization_schedule, update_authorization_net_payment, release_authorization,
    restrict_authorization, create_offer, update_offer_information, update_markup, update_targeting,
    update_offer_availability, update_offer_validity, update_offer_schedule, release_offer,
    add_delivery_options, update_product_targeting, create_public_offer, update_offer_pricing,
    update_offer_legal, update_offer_support, update_offer_renewal, create_replacement,
    create_direct_replacement, update_offer_net_payment, update_offer_verification, add_regions,
    add_instance_types, impossible>;

// One change of a change set. `entity` is the id it works on; a creating change carries the id it
// will give. `document` is what the caller sent, references replaced and null members left out, and
// is what is stored.
struct change {
    std::string type;        // UpdateMarkup
    std::string entity_type; // Offer@1.0
    std::string entity;
    std::optional<std::int64_t> expected_revision;
    std::string name; // what other changes call it, may be empty
    change_details details;
    std::string document;
    std::vector<refusal> errors;
    std::vector<tag> tags = {}; // of the entity it creates

    bool creates() const {
        return std::holds_alternative<create_product>(details) ||
               std::holds_alternative<create_authorization>(details) ||
               std::holds_alternative<create_offer>(details) ||
               std::holds_alternative<create_public_offer>(details) ||
               std::holds_alternative<create_replacement>(details) ||
               std::holds_alternative<create_direct_replacement>(details);
    }
};

// Where a change stands in its set, whatever the order it was sent in: creations (products first),
// then product contents, updates, and releases (products, authorizations, offers) last.
int rank_of(const change_details& details);

} // namespace cppo::market
