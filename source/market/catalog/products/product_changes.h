// What a change set can ask of products: one record a change type, with what it says about itself
// and how it is applied. Optional members are patched; one that is absent stays as it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/refusals.h"
#include "market/catalog/change_sets/change_facts.h"
#include "market/catalog/products/product.h"

namespace cppo::market {

struct change;
struct working_copies;

// Of any product (our documented extension for professional services, R-PRD-01).
struct create_product {
    static constexpr auto facts = creation_of(entity_kind::product, change_rank::product_creation);
    static constexpr refers_to_nothing refers_to{};

    std::optional<std::string> title;
    product_type type = product_type::professional_services;
};
struct update_product_information {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::optional<std::string> title, short_description, long_description, sku, logo_url;
    std::optional<std::string> support_description;
    std::optional<std::vector<std::string>> video_urls, highlights, categories, search_keywords;
    std::optional<std::vector<additional_resource>> resources = {};
};
struct add_dimensions {
    static constexpr auto facts = change_of_product(change_rank::product_contents);
    static constexpr refers_to_nothing refers_to{};

    std::vector<dimension> dimensions;
};
struct dimension_patch {
    std::string key;
    std::set<dimension_type> types;
    std::optional<std::string> name, description;
};
struct update_dimensions {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<dimension_patch> dimensions;
};
struct restrict_dimensions {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<dimension_patch> dimensions;
};
struct update_visibility {
    static constexpr auto facts = change_of_product(change_rank::product_visibility);
    static constexpr refers_to_nothing refers_to{};

    product_visibility target;
};
struct release_product {
    static constexpr auto facts = change_of_product(change_rank::product_release);
    static constexpr refers_to_nothing refers_to{};
};
// SaaS and machine images (R-PRD-02, R-PRD-03).
struct add_delivery_options {
    static constexpr auto facts = change_of_product(change_rank::product_contents);
    static constexpr refers_to_nothing refers_to{};

    std::vector<delivery_option> urls;        // without ids
    std::vector<delivery_option> images = {}; // without ids
};
// SaaS only, and its one option only: where buyers register.
struct update_delivery_options {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<delivery_option> options;
};
struct update_product_targeting {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<account_id> buyers;
};
// Machine images only (R-PRD-03).
struct add_regions {
    static constexpr auto facts = change_of_product(change_rank::product_contents);
    static constexpr refers_to_nothing refers_to{};

    std::vector<std::string> regions;
};
struct restrict_regions {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};

    std::vector<std::string> regions;
};
struct add_instance_types {
    static constexpr auto facts = change_of_product(change_rank::update_before_others);
    static constexpr refers_to_nothing refers_to{};

    std::vector<std::string> types;
};

refusals apply(working_copies& on, const change& what, const create_product& ask);
refusals apply(working_copies& on, const change& what, const update_product_information& ask);
refusals apply(working_copies& on, const change& what, const add_dimensions& ask);
refusals apply(working_copies& on, const change& what, const update_dimensions& ask);
refusals apply(working_copies& on, const change& what, const restrict_dimensions& ask);
refusals apply(working_copies& on, const change& what, const update_visibility& ask);
refusals apply(working_copies& on, const change& what, const release_product& ask);
refusals apply(working_copies& on, const change& what, const add_delivery_options& ask);
refusals apply(working_copies& on, const change& what, const update_delivery_options& ask);
refusals apply(working_copies& on, const change& what, const update_product_targeting& ask);
refusals apply(working_copies& on, const change& what, const add_regions& ask);
refusals apply(working_copies& on, const change& what, const restrict_regions& ask);
refusals apply(working_copies& on, const change& what, const add_instance_types& ask);

// A product that is shown has a released offer (R-ELG-06).
result<void> check_final(const working_copies& on, const product& of);

} // namespace cppo::market
