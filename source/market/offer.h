// A channel partner private offer: a partner's offer to named buyers under a resale authorization.
#pragma once

#include <optional>
#include <string>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/change.h"
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
    std::optional<instant> available_until; // 23:59:59.999 of the last day (R-OFR-05)
    offer_terms terms;
    instant created;
    instant modified;
    std::optional<instant> released;
    std::optional<agreement_id> replaces = {}; // the agreement that its acceptance ends

    bool has_expired(instant now) const { return available_until && *available_until < now; }
    bool targets(const account_id& buyer) const;
    // Whether the partner made a payment schedule of contract prices (R-FPS-16).
    bool is_converted() const { return terms.fixed_quantities.has_value(); }
    // Whether it sells usage and nothing else.
    bool is_usage_only() const {
        return !terms.wholesale.fixed_upfront && !terms.wholesale.upfront;
    }

    // What metered and entitled dimensions cost the buyer; nothing where there is no such price.
    std::optional<usage_term> usage() const;
    std::optional<configurable_upfront_term> upfront() const;
    std::optional<fixed_upfront_term> fixed_upfront() const;
    // Whether there are instalments at all.
    bool has_schedule() const { return terms.wholesale.schedule || terms.custom_schedule; }
    // What the buyer pays in instalments: the custom schedule, or the wholesale one with the markup
    // on every row (R-FPS-05, R-PRC-05, R-PRC-07). Without markup the amounts keep
    // their text.
    result<payment_schedule_term> schedule() const;
    // What the partner owes of each instalment: the authorized amounts; of a converted contract its
    // wholesale price in proportion to what the buyer pays (OQ-06), the rows summing to the whole.
    result<std::vector<money>> wholesale_instalments() const;
    // The wholesale price of the fixed quantities of a converted contract.
    result<money> wholesale_total() const;
    // How long the agreement runs: the offer's own validity, else the authorized duration.
    validity_term validity() const;
    // The authorization's documents first, then the partner's (R-LEG-01).
    std::vector<legal_document> documents() const;
    std::optional<period> payment_due() const;
};

// A draft made from an authorization inherits its product, prices, legal terms and buyers
// (R-OFR-21); name, description and expiry are the partner's.
offer drafted(const resale_authorization& from, offer_id id, instant now);

// Fixed quantities instead of a contract authorization's prices: nothing to pay by themselves, a
// duration and dimensions the authorization has, its currency, no markup (R-FPS-16).
// Quantities that the authorization fixes already can only be repeated.
result<void> check_conversion(const offer& of, const update_offer_pricing& ask);

// A custom schedule stands only without markup. It has the authorization's days exactly, each
// amount at least the wholesale amount; of a converted contract its total is at least the wholesale
// price (R-FPS-02, R-FPS-04, R-OFR-08).
result<void> check_custom_schedule(const offer& of, instant now);

// Buyers lie within the authorization's list, where it has one (R-RA-21); no country is wanted and
// unwanted at once (R-OFR-23).
result<void> check_targeting(const offer& of);

// Duration, start and end agree with the authorization and with what the product can do (R-DUR-03,
// R-DUR-04, R-DUR-05, R-DUR-06, R-DUR-07, R-DUR-11, R-RA-26, R-RA-28, R-AMD-03).
result<void> check_validity(const offer& of, const product& sold, instant now);

// At most one charge on or before the offer's last day; the agreement starts and ends after it, and
// ends after the last charge (R-FPS-02, R-FPS-03, R-OFR-05, R-DUR-04).
result<void> check_dates(const offer& of, instant now);

// The same or a shorter net payment term than the authorization's (R-RA-27).
result<void> check_net_payment(const offer& of);

// Everything release demands of the offer itself (R-OFR-09); the authorization is
// checked by may_be_used.
result<void> check_release(const offer& of, const product& sold, instant now);

} // namespace cppo::market
