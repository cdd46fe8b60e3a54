// Change documents as an SDK would send them, as changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ground/mint.h"
#include "market/catalog/change_sets/change.h"
#include "market/catalog/terms/terms.h"

namespace cppo::story {

// A change of the JSON text of its document.
market::change change_of(std::string_view entity_type, std::string_view type,
                         const std::string& entity, const std::string& document);

// Creates and releases a professional services product with one dimension.
std::vector<market::change> product_changes(const product_id& id, const std::string& title,
                                            const std::string& dimension);

struct dimension_price {
    std::string dimension, price;
};

// What dimensions cost for a duration; for use where there is none.
struct price_card {
    std::string duration;
    std::vector<dimension_price> prices;

    bool is_for_use() const { return duration.empty(); }
};

struct product_order {
    product_id product;
    offer_id list_offer;
    std::string title;
    std::vector<price_card> prices;
};

// Creates and releases a SaaS product and its public offer. Dimensions with a price for a duration
// are entitled, those with a price for use are metered.
std::vector<market::change> saas_changes(const product_order& order);

// The same of machine images, whose dimensions are instance types and all metered.
std::vector<market::change> image_changes(const product_order& order);

struct charge_row {
    std::string day, amount;
};

// What an authorization may say besides; empty where it says nothing of it.
struct resale_conditions {
    std::string payment_due;
    std::string latest_start;
    bool is_renewal = false;
};

struct authorization_order {
    authorization_id id;
    product_id product;
    account_id reseller;
    std::vector<account_id> buyers;
    std::string until;
    std::string duration;
    std::string currency = "USD";
    std::string dimension;
    std::vector<charge_row> rows;
    resale_conditions conditions;
};

// Creates and releases a resale authorization that may be used once.
std::vector<market::change> authorization_changes(const authorization_order& order);

// Creates and releases an authorization to sell a product at prices, as often as one likes.
struct priced_authorization_order {
    authorization_id id;
    product_id product;
    account_id reseller;
    std::vector<account_id> buyers; // none: any buyer
    std::string until;
    std::vector<price_card> prices; // wholesale
    resale_conditions conditions;
};
std::vector<market::change> priced_authorization_changes(const priced_authorization_order& order);
// The same without prices and release.
std::vector<market::change> authorization_draft_changes(const priced_authorization_order& order);
market::change release_of(const authorization_id& id);

struct offer_order {
    offer_id id;
    authorization_id from;
    std::string name;
    std::string markup;
    std::string until;
    std::vector<account_id> buyers; // none: the authorization's
    std::string duration = {};      // of the agreement; empty: the offer says nothing of it
    std::string replaced = {};      // the agreement it is a replacement for
};

// Creates an offer and fills it in; release_of releases it.
std::vector<market::change> draft_changes(const offer_order& order);
market::change release_of(const offer_id& id);
// All of it in one set, in the unhelpful order AWS's own examples have.
std::vector<market::change> offer_changes(const offer_order& order);

market::change restriction_of(const authorization_id& id);
market::change end_of(const offer_id& id, const std::string& day);

// What else a partner may say in a draft.
market::change markup_of(const offer_id& id, const std::string& percentage);
market::change instalments_of(const offer_id& id, const std::vector<charge_row>& rows);
market::change fixed_quantities_of(const offer_id& id, const std::string& duration,
                                   const std::vector<market::grant>& quantities);
market::change net_payment_of(const offer_id& id, const std::string& due_after);

// When the agreement runs; what is empty is not said.
struct agreement_time {
    std::string duration;
    std::string starts_on;
    std::string ends_on;
};
market::change validity_of(const offer_id& id, const agreement_time& time);

} // namespace cppo::story
