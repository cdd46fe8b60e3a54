// An offer: a partner's to named buyers under a resale authorization, or a seller's of its own
// product.
#pragma once

#include <optional>
#include <string>

#include "ground/mint.h"
#include "ground/names.h"
#include "ground/refusals.h"
#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

enum class offer_state { draft, released };
constexpr auto names_of(offer_state) {
    using enum offer_state;
    return names<offer_state>({{draft, "Draft"}, {released, "Released"}});
}

// Whom an offer is for: everybody, or the buyers it names.
enum class offer_audience { everybody, buyers };
constexpr auto names_of(offer_audience) {
    using enum offer_audience;
    return names<offer_audience>({{everybody, "everybody"}, {buyers, "buyers"}});
}

struct offer {
    account_id owner; // the seller of record: the partner, or the ISV itself
    offer_id id;
    std::int64_t revision;
    offer_state state;
    product_id product;
    account_id manufacturer;
    std::optional<authorization_id> authorization; // none: an offer of one's own product
    std::string name;
    std::string description;
    cppo::markup markup;
    std::optional<instant> available_until; // 23:59:59.999 of the last day (R-OFR-05)
    offer_terms terms;
    instant created;
    instant modified;
    std::optional<instant> released;
    std::optional<agreement_id> replaces = {}; // the agreement that its acceptance ends
    offer_audience audience = offer_audience::buyers;

    bool has_expired(instant now) const { return available_until && *available_until < now; }
    bool is_for_everybody() const { return audience == offer_audience::everybody; }
    bool is_from_authorization() const { return authorization.has_value(); }
    bool targets(const account_id& buyer) const;
    // Its seller of record, and who made what it sells: neither buys it (R-BUY-12).
    bool is_sold_by(const account_id& of) const { return of == owner || of == manufacturer; }
    // Whether the partner made a payment schedule of contract prices (R-FPS-16).
    bool is_converted() const { return terms.fixed_quantities.has_value(); }
    // Whether it sells usage and nothing else.
    bool is_usage_only() const { return !terms.basis.fixed_upfront && !terms.basis.upfront; }

    // What metered and entitled dimensions cost the buyer; nothing where there is no such price.
    std::optional<usage_term> usage() const;
    std::optional<configurable_upfront_term> upfront() const;
    std::optional<fixed_upfront_term> fixed_upfront() const;
    // Whether there are instalments at all.
    bool has_schedule() const { return terms.basis.schedule || terms.custom_schedule; }
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

// A draft of one's own product, for everybody; it has no prices yet.
offer own_draft(const product& sold, offer_id id, instant now);

// A draft made from an authorization inherits its product, prices, legal terms and buyers
// (R-OFR-21); name, description and expiry are the partner's.
offer drafted(const resale_authorization& from, offer_id id, instant now);

// What is restricted, or not released yet, is sold to nobody: no new draft and no release
// (R-PRD-06, R-ELG-06).
result<void> check_sold(const product& of);

// Whether the buyer may buy it: the product is sold to the buyer, or the offer renews an agreement
// for a product that is restricted by now, which goes on (R-PRD-06).
bool is_sold_to(const offer& of, const product& sold, const account_id& buyer);

// A custom schedule stands only without markup. It has the authorization's days exactly, each
// amount at least the wholesale amount; of a converted contract its total is at least the wholesale
// price (R-FPS-02, R-FPS-04, R-OFR-08).
refusals check_custom_schedule(const offer& of, instant now);

// Buyers lie within the authorization's list, where it has one (R-RA-21); no country is wanted and
// unwanted at once (R-OFR-23).
refusals check_targeting(const offer& of);

// Duration, start and end agree with the authorization and with what the product can do (R-DUR-03,
// R-DUR-04, R-DUR-05, R-DUR-06, R-DUR-07, R-DUR-11, R-RA-26, R-RA-28, R-AMD-03).
refusals check_validity(const offer& of, const product& sold, instant now);

// At most one charge on or before the offer's last day; the agreement starts and ends after it, and
// ends after the last charge (R-FPS-02, R-FPS-03, R-OFR-05, R-DUR-04).
refusals check_dates(const offer& of, instant now);

// The same or a shorter net payment term than the authorization's (R-RA-27).
result<void> check_net_payment(const offer& of);

// What release demands of an offer to everybody: name, description, prices, legal and support
// terms, and a renewal term for contracts (R-PUB-01).
refusals check_public_release(const offer& of);

// What release alone demands of a partner offer: that it is whole (R-OFR-09). What its changes say
// is judged before, the authorization by may_be_used.
refusals check_release(const offer& of, instant now);

} // namespace cppo::market
