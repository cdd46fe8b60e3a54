// A channel partner private offer: a partner's offer to named buyers under a resale authorization.
#pragma once

#include <optional>
#include <string>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/resale_authorization.h"
#include "market/terms.h"

namespace cppo::market {

enum class offer_state { draft, released };

struct offer {
    account_id owner; // the partner, seller of record
    offer_id id;
    std::int64_t revision;
    offer_state state;
    product_id product;
    account_id manufacturer;
    authorization_id authorization;
    std::string name;
    std::string description;
    markup by;
    std::optional<instant> available_until; // 23:59:59.999 of the last day
    offer_terms terms;
    instant created;
    instant modified;
    std::optional<instant> released;

    bool has_expired(instant now) const { return available_until && *available_until < now; }
    bool targets(const account_id& buyer) const;

    // What metered and entitled dimensions cost the buyer; nothing where the authorization has
    // none.
    std::optional<usage_term> usage() const;
    std::optional<configurable_upfront_term> upfront() const;
    // Whether there are instalments at all.
    bool has_schedule() const { return terms.wholesale.schedule.has_value(); }
    // What the buyer pays in instalments: the custom schedule, or the wholesale one with the markup
    // on every row (business-rules R-FPS-05, R-PRC-05, R-PRC-07). Without markup the amounts keep
    // their text.
    result<payment_schedule_term> schedule() const;
    // How long the agreement runs: the offer's own validity, else the authorized duration.
    validity_term validity() const;
};

// A draft made from an authorization inherits its product, prices, legal terms and buyers
// (catalog-api 6.1); name, description and expiry are the partner's.
offer drafted(const resale_authorization& from, offer_id id, instant now);

// A custom schedule has the authorization's days exactly, each amount at least the wholesale
// amount, and stands only without markup (R-FPS-04, R-OFR-08).
result<void> check_custom_schedule(const offer& of);

// Buyers lie within the authorization's list, where it has one (R-RA-21).
result<void> check_targeting(const offer& of);

// Duration and end agree with the authorization's duration (R-RA-28).
result<void> check_validity(const offer& of, instant now);

// At most one charge on or before the offer's last day; the agreement ends after it and after the
// last charge (R-FPS-02, R-FPS-03, R-OFR-05).
result<void> check_dates(const offer& of, instant now);

// Everything release demands of the offer itself (R-OFR-09, catalog-api 6.7); the authorization is
// checked by may_be_used.
result<void> check_release(const offer& of, instant now);

} // namespace cppo::market
