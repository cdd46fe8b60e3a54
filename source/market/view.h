// What an account sees of another account's things: the access check and the list in one row.
#pragma once

#include <optional>
#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::market {

enum class view_role { acceptor, proposer, manufacturer, reseller, target, payer };
constexpr auto names_of(view_role) {
    using enum view_role;
    return names<view_role>({{acceptor, "acceptor"},
                             {proposer, "proposer"},
                             {manufacturer, "manufacturer"},
                             {reseller, "reseller"},
                             {target, "target"},
                             {payer, "payer"}});
}

enum class entity_kind {
    product,
    resale_authorization,
    offer,
    agreement,
    invoice,
    access_key,
    payment_reference
};
constexpr auto names_of(entity_kind) {
    using enum entity_kind;
    return names<entity_kind>({{product, "product"},
                               {resale_authorization, "resale_authorization"},
                               {offer, "offer"},
                               {agreement, "agreement"},
                               {invoice, "invoice"},
                               {access_key, "access_key"},
                               {payment_reference, "payment_reference"}});
}

// What an ISV learns of who buys under an authorization that many may use (R-VIS-04): in the
// console, statements, reports and exports nothing, in what provisioning needs the account; also
// there nothing; everything.
enum class isv_buyer_visibility { masked, strict, open };
constexpr auto names_of(isv_buyer_visibility) {
    using enum isv_buyer_visibility;
    return names<isv_buyer_visibility>({{masked, "masked"}, {strict, "strict"}, {open, "open"}});
}

struct view {
    account_id viewer;
    view_role role;
    entity_kind kind;
    std::string id;
    account_id owner;
    std::string name;
    std::string status;
    std::string product;
    std::string offer;
    std::string party; // the other account, as this viewer may know it
    std::optional<instant> ends;
    instant modified;
    std::optional<instant> starts = {}; // of an agreement
};

// A viewer's row whose status changed.
struct view_changed {
    account_id viewer;
    view_role role;
    entity_kind kind;
    std::string id;
    std::string status;
    std::optional<instant> ends;
    instant modified;
};

// Where a thing lives: calls carry ids, not owners.
struct location {
    std::string id;
    account_id owner;
    entity_kind kind;
};

} // namespace cppo::market
