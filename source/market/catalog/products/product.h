// Products and their dimensions. Professional services are sold privately only; they need no public
// offer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::market {

enum class product_type { professional_services, saas, machine_image };
constexpr auto names_of(product_type) {
    using enum product_type;
    return names<product_type>({{professional_services, "ProfessionalServicesProduct"},
                                {saas, "SaaSProduct"},
                                {machine_image, "AmiProduct"}});
}

enum class product_visibility { draft, limited, public_, restricted };
constexpr auto names_of(product_visibility) {
    using enum product_visibility;
    return names<product_visibility>(
        {{draft, "Draft"}, {limited, "Limited"}, {public_, "Public"}, {restricted, "Restricted"}});
}

enum class dimension_type { entitled, metered, externally_metered };
constexpr auto names_of(dimension_type) {
    using enum dimension_type;
    return names<dimension_type>(
        {{entitled, "Entitled"}, {metered, "Metered"}, {externally_metered, "ExternallyMetered"}});
}

struct dimension {
    std::string key;
    std::string name;
    std::string description;
    std::string unit;
    std::set<dimension_type> types;

    bool is_metered() const {
        return types.contains(dimension_type::metered) ||
               types.contains(dimension_type::externally_metered);
    }
    bool operator==(const dimension&) const = default;
};

// Ports an ISV recommends to open for a machine.
struct security_group {
    std::string protocol;
    std::int64_t from_port;
    std::int64_t to_port;
    std::vector<std::string> ranges;

    bool operator==(const security_group&) const = default;
};

// Where a machine is reached once it runs.
struct access_endpoint {
    std::string protocol;
    std::int64_t port;
    std::string relative_path;

    bool operator==(const access_endpoint&) const = default;
};

// What is said of a delivery option. Nothing in it decides anything.
struct delivery_texts {
    std::string usage_instructions = {};
    std::string launch_url = {};           // of SaaS
    std::optional<bool> quick_launch = {}; // of SaaS
    std::string release_notes = {};        // of machine images, as all that follows
    std::string recommended_instance = {}; // a type of instances
    std::vector<security_group> security_groups = {};
    std::optional<access_endpoint> endpoint = {};
    std::string operating_system = {};
    std::string operating_system_version = {};
    std::string user_name = {};
    std::optional<std::int64_t> scanning_port = {};
    std::string created = {}; // when the version was added

    bool operator==(const delivery_texts&) const = default;
};

// How a buyer gets the product: of SaaS, where it registers with the ISV; of a machine image, the
// image and its version.
struct delivery_option {
    std::string id; // do-...
    std::string fulfillment_url;
    std::string image = {}; // ami-...
    std::string version_title = {};
    delivery_texts texts = {};

    bool operator==(const delivery_option&) const = default;
};

// A page that a product's page points to.
struct additional_resource {
    std::string text;
    std::string url;

    bool operator==(const additional_resource&) const = default;
};

// What a product page says, and what its seller has set for it.
struct product_texts {
    std::string short_description;
    std::string long_description;
    std::string sku;
    std::string logo_url;
    std::vector<std::string> video_urls;
    std::vector<std::string> highlights;
    std::vector<std::string> categories;
    std::vector<std::string> search_keywords;
    std::string support_description;
    std::vector<std::string> regions = {};            // of machine images
    std::vector<std::string> instance_types = {};     // of machine images
    std::vector<std::string> restricted_regions = {}; // where it was available once
    bool single_agreement = false;                    // a buyer has one agreement for it at a time
    std::vector<additional_resource> resources = {};

    bool operator==(const product_texts&) const = default;
};

struct product {
    account_id owner;
    product_id id;
    std::int64_t revision;
    product_type type;
    product_visibility visibility;
    std::string title;
    std::string code;
    product_texts texts;
    std::vector<dimension> dimensions;
    instant created;
    instant modified;
    std::vector<delivery_option> delivery;
    std::vector<account_id> allowed; // the buyers a limited product is shown to

    // A resale authorization and an offer need a limited or public product (R-ELG-06).
    bool can_be_sold() const {
        return visibility == product_visibility::limited ||
               visibility == product_visibility::public_;
    }
    // Whether an account may buy it: a limited product is sold to the accounts on its allow list,
    // services to everybody they are offered to (R-PRD-06).
    bool is_sold_to(const account_id& buyer) const {
        if (visibility == product_visibility::public_) return true;
        if (visibility != product_visibility::limited) return false;
        return type == product_type::professional_services ||
               std::ranges::find(allowed, buyer) != allowed.end();
    }
    // How many agreements for it a buyer may have side by side (R-AGR-17).
    std::int64_t agreements_max() const {
        return type == product_type::saas && !texts.single_agreement ? 100 : 1;
    }
    // A product is released together with its public offer; services are sold privately only.
    bool needs_public_offer() const { return type != product_type::professional_services; }
    std::vector<std::string> keys_of(bool metered) const {
        std::vector<std::string> made;
        for (const dimension& each : dimensions)
            if (metered ? each.is_metered() : is_contracted(each)) made.push_back(each.key);
        return made;
    }
    // Machine images are contracted by the year on the instance types they meter (R-PRD-03).
    bool is_contracted(const dimension& each) const {
        return each.types.contains(dimension_type::entitled) || type == product_type::machine_image;
    }
    const dimension* find_dimension(const std::string& key) const {
        for (const dimension& each : dimensions)
            if (each.key == key) return &each;
        return nullptr;
    }
};

} // namespace cppo::market
