// A buyer asks for a quote.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/agreements/agreement.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/products/product.h"
#include "market/decision.h"
#include "market/money/charge.h"
#include "market/parties/account.h"

namespace cppo::market {

// A term the buyer asks for, by id. Only the configurable upfront term takes a configuration: its
// choice.
struct requested_term {
    std::string id;
    bool configured;
    std::optional<upfront_choice> choice = {};
};

// What a quote or acceptance rests on.
struct proposal {
    offer of;
    product sold;
    account buyer;
    account proposer;
    bool already_accepted; // the buyer has accepted this offer before
    bool single_use;       // of the authorization behind it
    std::int64_t agreements_before;
    rate_tables rates;
    isv_buyer_visibility visibility = isv_buyer_visibility::masked;
    // The buyer's active agreements for the product, those that start later included and the one to
    // be replaced not.
    std::int64_t agreements_beside = 0;
    std::optional<agreement> source = {}; // the buyer's, to be replaced
    std::vector<entitlement> source_entitlements = {};
    std::vector<charge> source_charges = {};
};

// What an accepted agreement would say, with what the buyer chose.
result<agreement_terms> terms_of(const offer& of, std::optional<upfront_choice> choice = {});

// Prices a new agreement, or one that replaces the source (Agreement API CreateAgreementRequest,
// intents NEW and REPLACE). Refuses a source that is not active or is of another product or seller,
// a replacement that starts later, and an offer that
// has expired, was accepted by this buyer before or lies outside the buyer's country, terms that
// are unknown, repeated or missing, and configurations on terms that take none (R-AGR-16,
// R-BUY-11).
result<decision> quote(const proposal& about, const std::vector<requested_term>& terms, mint& ids,
                       instant now);

// Whether the buyer's country is one the offer is for.
bool is_for_country(const offer& of, const std::string& country);

// Whether the buyer can accept the offer: it has not expired, is for the buyer's country, was not
// accepted by this buyer before, and the agreement it replaces, if any, is active (R-DSC-01).
bool is_open_to(const offer& of, const account& buyer, bool already_accepted,
                const std::optional<agreement>& replaced, instant now);

// The same product from the same seller, at once; no services (R-AMD-04, R-ELG-13).
result<void> check_replacement(const proposal& about);

// At most as many agreements side by side as the product takes (R-AGR-17).
result<void> check_concurrency(const proposal& about);

} // namespace cppo::market
