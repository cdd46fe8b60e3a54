// What ISVs and partners do with authorizations and offers that the Catalog API has no call for:
// lists with the labels people know, discounts, copies.
#pragma once

#include <string>

#include "service/catalog/catalog_service.h"
#include "service/command/engine.h"
#include "service/reading/page.h"

namespace cppo::service {

enum class resale_side { issued, received };

// One authorization as its two parties see it.
struct resale {
    authorization_view shown;
    std::string label;
};

struct resale_change {
    authorization_id of;
    std::string token;
    std::string request_hash;
};

struct concurrency_change {
    product_id of;
    bool is_allowed;
    std::string token;
    std::string request_hash;
};

struct offer_copy {
    offer_id of;
    std::optional<std::string> name; // the offer's own where there is none
    bool cancels_original = false;
    std::string token;
    std::string request_hash;
};

class resale_service {
  public:
    explicit resale_service(engine& on) : on_(on) {}

    // What the account neither issued nor received is refused as what does not exist; only its
    // owner changes or copies a thing, and others who see it are refused that
    // (entity_belongs_to_another). The operator sees everything.

    // The authorizations an account issued, or those it received; drafts are the issuer's only.
    // Newest first; without an account those of everybody (service/reading/everybody.h).
    result<listed<resale>> list(const actor& viewer, const std::optional<account_id>& of,
                                resale_side side, const page_request& at);
    result<resale> describe(const actor& viewer, const authorization_id& id);
    // Prices a draft by a discount off the list price. Refuses what
    // market/catalog/offers/discount.h refuses, a malformed per cent, and a draft that an open
    // change set holds.
    result<resale> discount(const actor& by, const resale_change& ask, const std::string& percent);
    // The id of a draft that is a copy. Refuses what market/catalog/offers/draft.h refuses.
    result<authorization_id> copy(const actor& by, const resale_change& ask,
                                  const std::optional<std::string>& name);
    result<offer_id> copy(const actor& by, const offer_copy& ask);
    // Whether buyers may have agreements for an own product side by side. Refuses what
    // market/catalog/products/concurrency.h refuses, and a product that an open change set holds.
    result<void> set_concurrency(const actor& by, const concurrency_change& ask);

  private:
    engine& on_;
};

} // namespace cppo::service
