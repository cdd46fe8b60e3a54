// A resale authorization ("opportunity"): who may resell which product to whom, at which wholesale
// price, until when and how often.
#pragma once

#include <optional>
#include <string>

#include "ground/names.h"
#include "ground/refusals.h"
#include "market/catalog/products/product.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

enum class authorization_state { draft, active, restricted };
constexpr auto names_of(authorization_state) {
    using enum authorization_state;
    return names<authorization_state>(
        {{draft, "Draft"}, {active, "Active"}, {restricted, "Restricted"}});
}

// Whether the reseller sells to buyers, or passes on what it was authorized (R-RA-42).
enum class reseller_role { channel_partner, distributor };
constexpr auto names_of(reseller_role) {
    using enum reseller_role;
    return names<reseller_role>(
        {{channel_partner, "ChannelPartner"}, {distributor, "Distributor"}});
}

// Not started, used up, or used and still usable (R-RA-38).
enum class extended_status { not_started, completed_used, completed_usable };
constexpr auto names_of(extended_status) {
    using enum extended_status;
    return names<extended_status>({{not_started, "Not Started"},
                                   {completed_used, "Completed-Used"},
                                   {completed_usable, "Completed-Usable"}});
}

struct resale_authorization {
    account_id owner; // the ISV
    authorization_id id;
    std::int64_t revision;
    authorization_state state;
    product_id product;
    std::string product_title;
    account_id reseller;
    std::string name;
    std::string description;
    std::optional<instant> available_until; // 23:59:59.999 of the last day (R-RA-40)
    std::optional<std::int64_t> offers_max; // only 1
    authorization_terms terms;
    instant created;
    instant modified;
    reseller_role role = reseller_role::channel_partner;

    bool has_expired(instant now) const { return available_until && *available_until < now; }
    bool is_single_use() const { return offers_max.has_value(); }
};

// How often an authorization was used. Counted by a guarded update, so that an offer's release
// never touches the authorization's own revision.
struct authorization_use {
    account_id owner;
    authorization_id id;
    std::optional<std::int64_t> offers_max;
    std::int64_t released;

    bool is_consumed() const { return offers_max && released >= *offers_max; }
    extended_status status() const {
        if (released == 0) return extended_status::not_started;
        return is_consumed() ? extended_status::completed_used : extended_status::completed_usable;
    }
};

// What people call its state: Draft, Authorized, Authorized (reusable), Authorized (consumed),
// Expired or Deactivated (R-RA-34).
std::string_view label_of(const resale_authorization& of, const authorization_use& use,
                          instant now);

// Whether a new or drafted offer may be made from it now (R-OFR-10, R-RA-31,
// R-RA-32). Refuses one that is restricted, has expired, or whose single use another offer's
// release consumed.
result<void> may_be_used(const resale_authorization& authorization, const authorization_use& use,
                         instant now);

// The form of a payment schedule on an authorization: days distinct and in the future, one currency
// with the fixed price it needs, before the agreement ends (R-FPS-01, R-FPS-02, R-RA-02, R-RA-03,
// R-FPS-06).
refusals check_schedule(const resale_authorization& authorization, instant now);

// What release alone demands of the whole authorization (R-RA-30, R-RA-22); what its changes say is
// judged before.
refusals check_release(const resale_authorization& authorization, const product& of);

} // namespace cppo::market
