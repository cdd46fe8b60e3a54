// A deal as one of its sides sees it. What a side may not know is not there (R-VIS-02), so whoever
// shows a deal has nothing to decide.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/agreements/agreement.h"
#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/products/product.h"
#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/money/payment.h"
#include "market/money/statement.h"
#include "market/usage/metering.h"
#include "service/money/told_lines.h"

namespace cppo::service {

enum class deal_side { manufacturer, partner, buyer, operator_ };

// Everything that is linked to an offer, or to one agreement of it.
struct deal_facts {
    market::offer of;
    market::product sold;
    std::optional<market::resale_authorization> authorization;
    std::string authorization_label; // as lists of authorizations have it
    std::optional<market::agreement> agreed;
    std::vector<market::entitlement> entitlements;
    std::vector<market::charge> charges;
    std::vector<market::invoice> invoices;
    std::vector<told_line> statements; // of the viewer
    // Of deals that nobody accepted yet; an agreement has its own.
    market::isv_buyer_visibility visibility = market::isv_buyer_visibility::masked;
    // Of each rate of the agreement's usage term.
    std::map<market::month, std::vector<std::int64_t>> used;
};

struct deal_authorization {
    authorization_id id;
    std::string name;
    std::string label;
    account_id manufacturer;
    account_id reseller;
    std::optional<instant> available_until;
};

struct deal_offer {
    offer_id id;
    std::optional<std::string> name; // of those who may know the buyers, whom it may name
    product_id product;
    std::string product_title;
    account_id seller_of_record;
    market::offer_state state;
    std::optional<instant> available_until;
    std::optional<markup> by;                      // the partner's own
    std::optional<std::vector<account_id>> buyers; // of sellers who may know them
};

struct deal_agreement {
    agreement_id id;
    market::agreement_status status;
    account_id proposer;
    instant accepted;
    instant starts;
    std::optional<instant> ends;
    std::optional<account_id> acceptor;
    std::optional<money> value; // what the buyer pays
};

struct deal_usage {
    market::month during;
    std::string dimension;
    std::int64_t quantity;
};

// What a deal commits the buyer to, its wholesale part, and this side's own lines.
struct deal_money {
    currency unit;
    std::optional<money> wholesale;
    std::optional<money> price;
    std::optional<money> margin;
    std::optional<std::vector<market::invoice>> invoices;
    std::optional<std::vector<told_line>> statements;
};

struct deal_view {
    std::string id; // of the agreement, or of the offer where there is none
    std::optional<deal_authorization> authorization;
    deal_offer of;
    std::optional<deal_agreement> agreed;
    std::vector<market::entitlement> entitlements;
    std::optional<std::vector<deal_usage>> used; // of agreements with usage, month by month
    deal_money money;
};

deal_view view_of(const deal_facts& whole, deal_side side);

} // namespace cppo::service
