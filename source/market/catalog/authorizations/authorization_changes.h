// What a change set can ask of resale authorizations (R-RA-39): one record a change type,
// with what it says about itself and how it is applied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/refusals.h"
#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/change_sets/change_facts.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

struct change;
struct working_copies;

struct create_authorization {
    static constexpr auto facts =
        creation_of(entity_kind::resale_authorization, change_rank::authorization_creation);
    references refers_to() const { return {.products = {product}, .accounts = {reseller}}; }

    product_id product;
    std::string name, description;
    account_id reseller;
    reseller_role role = reseller_role::channel_partner;
};
struct update_authorization_information {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<std::string> name, description;
    std::optional<pre_existing_agreement> renewal;
    bool clears_renewal = false;
};
struct update_authorization_availability {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<day> end;
    std::optional<std::int64_t> offers_max;
};
struct update_buyer_targeting {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    references refers_to() const { return {.accounts = buyers}; }

    std::vector<account_id> buyers;
};
struct update_buyer_validity {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    day latest_start;
};
struct update_authorization_legal {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<legal_document> buyer_documents, resale_documents;
};
struct update_authorization_pricing {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    pricing_model model;
    std::optional<fixed_upfront_term> fixed_upfront;
    std::optional<usage_term> usage;
    std::optional<configurable_upfront_term> upfront;
    bool repeats_a_term;
};
struct update_authorization_schedule {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<payment_schedule_term> schedule; // none removes it
};
struct update_authorization_net_payment {
    static constexpr auto facts = change_of_authorization(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<period> payment_due; // none removes it
};
struct release_authorization {
    static constexpr auto facts = change_of_authorization(change_rank::authorization_release);
    static constexpr refers_to_nothing refers_to{};
};
struct restrict_authorization {
    static constexpr auto facts = change_of_authorization(change_rank::authorization_restriction);
    static constexpr refers_to_nothing refers_to{};
};

refusals apply(working_copies& on, const change& what, const create_authorization& ask);
refusals apply(working_copies& on, const change& what, const update_authorization_information& ask);
refusals apply(working_copies& on, const change& what,
               const update_authorization_availability& ask);
refusals apply(working_copies& on, const change& what, const update_buyer_targeting& ask);
refusals apply(working_copies& on, const change& what, const update_buyer_validity& ask);
refusals apply(working_copies& on, const change& what, const update_authorization_legal& ask);
refusals apply(working_copies& on, const change& what, const update_authorization_pricing& ask);
refusals apply(working_copies& on, const change& what, const update_authorization_schedule& ask);
refusals apply(working_copies& on, const change& what, const update_authorization_net_payment& ask);
refusals apply(working_copies& on, const change& what, const release_authorization& ask);
refusals apply(working_copies& on, const change& what, const restrict_authorization& ask);

// What is wrong with the state of a draft, whatever the order of its changes: each of its parts by
// itself, so that every change that is wrong is told. A release adds what is its own.
refusals faults_of(const working_copies& on, const resale_authorization& of);

} // namespace cppo::market
