// Drafts made from what is there already (R-RA-33, R-OFR-13).
#pragma once

#include <optional>
#include <string>

#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/offers/offer.h"

namespace cppo::market {

// A draft with every field of the authorization; a day that has passed is left out.
// Refuses a product that is not sold any more (R-PRD-06).
result<resale_authorization> draft_like(const resale_authorization& of, const product& sold,
                                        authorization_id id, instant now);

// A draft with what the partner said in the offer, on the authorization as it is. With `cancels`
// its release ends the offer it was made from. Refuses a product that is not sold any more,
// an authorization that may not be used, and replacement offers, whose agreement is replaced once.
result<offer> draft_like(const offer& of, const resale_authorization& from,
                         const authorization_use& use, const product& sold, offer_id id,
                         bool cancels, instant now);

} // namespace cppo::market
