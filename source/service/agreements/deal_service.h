// The whole of a deal, as one of its parties sees it: authorization, offer, agreement,
// entitlements, money.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/agreements/agreement.h"
#include "market/catalog/offers/offer.h"
#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/money/payment.h"
#include "market/money/statement.h"
#include "market/usage/metering.h"
#include "service/command/engine.h"
#include "service/money/settlement_service.h"
#include "service/reading/page.h"

namespace cppo::service {

enum class deal_side { manufacturer, partner, buyer, operator_ };

struct deal {
    deal_side side;
    market::offer of;
    market::product sold;
    std::optional<market::resale_authorization> authorization; // not for buyers
    std::optional<market::agreement> agreed;
    std::vector<market::entitlement> entitlements;
    std::vector<market::charge> charges;   // both sides' amounts: not to be shown as they are
    std::vector<market::invoice> invoices; // for the buyer, the partner and the operator
    std::vector<market::statement_line> statements; // the viewer's own
    // Of each rate of the agreement's usage term.
    std::map<market::month, std::vector<std::int64_t>> used = {};
};

class deal_service {
  public:
    explicit deal_service(engine& on) : on_(on) {}

    // By agreement or offer id; refuses a deal the viewer has no part in as one that does not
    // exist.
    result<deal> describe(const actor& viewer, const std::string& id);
    // The deals of an account, newest offer first: one for each agreement, or for an offer without
    // any.
    result<page<deal>> list(const actor& viewer, const account_id& of, const cut& at);

  private:
    engine& on_;
};

} // namespace cppo::service
