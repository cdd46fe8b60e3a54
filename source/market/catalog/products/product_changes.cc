#include "market/catalog/products/product_changes.h"

#include <algorithm>

#include "market/catalog/change_sets/change.h"
#include "market/catalog/change_sets/working_copies.h"

namespace cppo::market {
namespace {

template <class T>
void patch(T& member, const std::optional<T>& with) {
    if (with) member = *with;
}

void merge(std::vector<std::string>& into, const std::vector<std::string>& more) {
    for (const std::string& each : more)
        if (std::ranges::find(into, each) == into.end()) into.push_back(each);
}

// Professional services are sold by fixed quantity, so every dimension is entitled; SaaS is
// entitled or metered by the ISV; machine images know all types (R-PRD-04).
result<void> check_dimension(const product& of, const dimension& each) {
    if (of.type == product_type::professional_services &&
        each.types != std::set{dimension_type::entitled})
        return no_because(reason::dimension_type_not_for_product,
                          "Professional services products have Entitled dimensions only.",
                          each.key);
    if (of.type == product_type::saas && each.types.contains(dimension_type::metered))
        return no_because(reason::dimension_type_not_for_product,
                          "SaaS products have Entitled and ExternallyMetered dimensions.",
                          each.key);
    return {};
}

} // namespace

refusals apply(working_copies& on, const change& what, const create_product& ask) {
    on.products.emplace(what.entity, product{
                                         .owner = on.by,
                                         .id = product_id::minted(what.entity),
                                         .revision = 0,
                                         .type = ask.type,
                                         .visibility = product_visibility::draft,
                                         .title = ask.title.value_or(""),
                                         .code = what.entity.substr(product_kind::prefix.size()),
                                         .texts = {},
                                         .dimensions = {},
                                         .created = on.now,
                                         .modified = on.now,
                                     });
    return {};
}

refusals apply(working_copies& on, const change& what, const update_product_information& ask) {
    product& of = on.products.at(what.entity);
    patch(of.title, ask.title);
    patch(of.texts.short_description, ask.short_description);
    patch(of.texts.long_description, ask.long_description);
    patch(of.texts.sku, ask.sku);
    patch(of.texts.logo_url, ask.logo_url);
    patch(of.texts.support_description, ask.support_description);
    patch(of.texts.video_urls, ask.video_urls);
    patch(of.texts.highlights, ask.highlights);
    patch(of.texts.categories, ask.categories);
    patch(of.texts.search_keywords, ask.search_keywords);
    patch(of.texts.resources, ask.resources);
    return {};
}

refusals apply(working_copies& on, const change& what, const add_dimensions& ask) {
    product& of = on.products.at(what.entity);
    constexpr std::size_t dimensions_max = 200; // R-RA-17
    refusals found;
    for (const dimension& each : ask.dimensions) {
        found.add(check_dimension(of, each));
        if (of.find_dimension(each.key))
            found.add(no(reason::dimension_repeated, each.key));
        else
            of.dimensions.push_back(each);
    }
    if (of.dimensions.size() > dimensions_max) found.add(no(reason::too_many_dimensions));
    return found;
}

refusals apply(working_copies& on, const change& what, const update_dimensions& ask) {
    product& of = on.products.at(what.entity);
    refusals unknown;
    for (const dimension_patch& each : ask.dimensions) {
        const auto found = std::ranges::find(of.dimensions, each.key, &dimension::key);
        if (found == of.dimensions.end() || found->types != each.types) {
            unknown.add(no(reason::dimension_unknown, each.key));
            continue;
        }
        patch(found->name, each.name);
        patch(found->description, each.description);
    }
    return unknown;
}

refusals apply(working_copies& on, const change& what, const restrict_dimensions& ask) {
    product& of = on.products.at(what.entity);
    if (of.visibility != product_visibility::draft)
        return no(reason::product_already_released, of.id.text());
    refusals refused;
    for (const dimension_patch& each : ask.dimensions) {
        const auto found = std::ranges::find(of.dimensions, each.key, &dimension::key);
        if (found == of.dimensions.end() || found->types != each.types)
            refused.add(no(reason::dimension_unknown, each.key));
        else if (of.dimensions.size() == 1)
            refused.add(no(reason::last_dimension, each.key));
        else
            of.dimensions.erase(found);
    }
    return refused;
}

refusals apply(working_copies& on, const change& what, const update_visibility& ask) {
    product& of = on.products.at(what.entity);
    if (of.visibility == product_visibility::draft)
        return no(reason::product_not_released, of.id.text());
    if (of.visibility == ask.target) return no(reason::visibility_unchanged, of.id.text());
    of.visibility = ask.target;
    return {};
}

// A product is released to Limited; it needs a title and something to sell, and what everybody may
// find needs a description too.
refusals apply(working_copies& on, const change& what, const release_product&) {
    product& of = on.products.at(what.entity);
    if (of.visibility != product_visibility::draft)
        return no(reason::product_already_released, of.id.text());
    refusals found;
    const auto lacks = [&](const char* sentence, const char* part) {
        found.add(no_because(reason::product_incomplete, sentence, part));
    };
    if (of.title.empty()) lacks("ProductTitle is missing.", "ProductTitle");
    if (of.needs_public_offer() && of.texts.short_description.empty())
        lacks("ShortDescription is missing.", "ShortDescription");
    if (of.dimensions.empty()) lacks("The product has no dimensions.", "Dimensions");
    if (of.needs_public_offer() && of.delivery.empty())
        lacks("The product has no delivery option.", "DeliveryOptions");
    of.visibility = product_visibility::limited;
    return found;
}

refusals apply(working_copies& on, const change& what, const add_delivery_options& ask) {
    product& of = on.products.at(what.entity);
    const auto add = [&](delivery_option option) {
        option.id = "do-" + of.id.text().substr(product_kind::prefix.size()) +
                    std::to_string(of.delivery.size() + 1);
        option.texts.created = on.now.text();
        of.delivery.push_back(std::move(option));
    };
    // Buyers of SaaS register in one place (R-PRD-02).
    if (!ask.urls.empty() && !of.delivery.empty())
        return no(reason::second_delivery_option, of.delivery.front().id);
    for (const delivery_option& each : ask.urls) add(each);
    for (const delivery_option& each : ask.images) {
        if (std::ranges::find(of.delivery, each.version_title, &delivery_option::version_title) !=
            of.delivery.end())
            return no(reason::version_title_repeated, each.version_title);
        add(each);
    }
    return {};
}

// Buyers that register from now on come to the new address; what is not said stays (R-PRD-02).
refusals apply(working_copies& on, const change& what, const update_delivery_options& ask) {
    product& of = on.products.at(what.entity);
    for (const delivery_option& each : ask.options) {
        const auto found = std::ranges::find(of.delivery, each.id, &delivery_option::id);
        if (found == of.delivery.end()) return no(reason::delivery_option_unknown, each.id);
        found->fulfillment_url = each.fulfillment_url;
        const auto say = [](auto& member, const auto& with) {
            if (with != std::decay_t<decltype(member)>{}) member = with;
        };
        say(found->texts.launch_url, each.texts.launch_url);
        say(found->texts.usage_instructions, each.texts.usage_instructions);
        say(found->texts.quick_launch, each.texts.quick_launch);
    }
    return {};
}

refusals apply(working_copies& on, const change& what, const add_regions& ask) {
    product_texts& of = on.products.at(what.entity).texts;
    merge(of.regions, ask.regions);
    for (const std::string& each : ask.regions) std::erase(of.restricted_regions, each);
    return {};
}

// Nobody new buys there, and who did goes on; a product stays available somewhere (R-PRD-05).
refusals apply(working_copies& on, const change& what, const restrict_regions& ask) {
    product& of = on.products.at(what.entity);
    refusals refused;
    for (const std::string& each : ask.regions) {
        const auto found = std::ranges::find(of.texts.regions, each);
        if (found == of.texts.regions.end()) {
            refused.add(no(reason::region_unknown, each));
        } else if (of.texts.regions.size() == 1) {
            refused.add(no(reason::last_region, each));
        } else {
            of.texts.regions.erase(found);
            merge(of.texts.restricted_regions, {each});
        }
    }
    return refused;
}

refusals apply(working_copies& on, const change& what, const add_instance_types& ask) {
    product& of = on.products.at(what.entity);
    if (of.dimensions.empty()) return no(reason::dimensions_missing, of.id.text());
    merge(of.texts.instance_types, ask.types);
    return {};
}

refusals apply(working_copies& on, const change& what, const update_product_targeting& ask) {
    product& of = on.products.at(what.entity);
    if (of.visibility == product_visibility::public_)
        return no(reason::product_not_limited, of.id.text());
    of.allowed = ask.buyers;
    return {};
}

result<void> check_final(const working_copies& on, const product& of) {
    if (!of.needs_public_offer() || !of.can_be_sold()) return {};
    const bool offered = std::ranges::any_of(on.offers, [&](const auto& each) {
        const offer& one = each.second;
        return one.is_for_everybody() && one.product == of.id && one.state == offer_state::released;
    });
    if (!offered) return no(reason::public_offer_missing, of.id.text());
    return {};
}

} // namespace cppo::market
