// A buyer asks for a quote and accepts it: from here on the deal happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/decision.h"

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

// Accepts a quote: agreement, charges, entitlement and everybody's views at once; a charge whose
// day has come is invoiced by the next piece of due work (R-FPS-08). An agreement that starts later
// is active at once, its entitlement scheduled (R-AGR-05). A replaced agreement ends now and what
// it has not invoiced is cancelled (R-FPS-09, R-AMD-04). Refuses a quote that is older
// than an hour, whose offer expired, changed or was accepted meanwhile (R-AGR-14).
result<decision> accept(const proposal& about, const agreement_request& request, mint& ids,
                        instant now);

// Lets an agreement that starts later begin: its entitlement is provisioned.
decision start(const agreement& of, const std::vector<entitlement>& entitlements,
               const due_work& work);

// Ends an agreement on its day and takes its entitlement away (R-AGR-15).
decision end(const agreement& of, const std::vector<entitlement>& entitlements,
             const due_work& work);

} // namespace cppo::market
