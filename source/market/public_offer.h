// The public offer of a product: what anybody would pay. A SaaS product needs one before it can be
// resold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/result.h"
#include "market/offer.h"
#include "market/product.h"
#include "market/terms.h"

namespace cppo::market {

struct public_offer_terms {
    std::optional<pricing_model> model;
    std::optional<usage_term> usage;
    std::optional<configurable_upfront_term> upfront;
    std::vector<legal_document> documents;
    std::optional<std::string> refund_policy;
    bool renews = false;

    bool operator==(const public_offer_terms&) const = default;
};

struct public_offer {
    account_id owner; // the ISV
    offer_id id;
    std::int64_t revision;
    offer_state state;
    product_id product;
    std::string name;
    std::string description;
    public_offer_terms terms;
    instant created;
    instant modified;
    std::optional<instant> released;
};

// Name, description, prices, legal and support terms, and a renewal term for contracts
// (R-PUB-01).
result<void> check_release(const public_offer& of);

} // namespace cppo::market
