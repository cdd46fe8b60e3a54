// A buyer accepts a quote: from here on the deal happens.
#pragma once

#include "ground/mint.h"
#include "ground/result.h"
#include "market/agreements/quote.h"
#include "market/decision.h"

namespace cppo::market {

// Accepts a quote: agreement, charges, entitlement and everybody's views at once; a charge whose
// day has come is invoiced by the next piece of due work (R-FPS-08). An agreement that starts later
// is active at once, its entitlement scheduled (R-AGR-05). A replaced agreement ends now and what
// it has not invoiced is cancelled (R-FPS-09, R-AMD-04). Refuses a quote that is older
// than an hour, whose offer expired, changed or was accepted meanwhile (R-AGR-14).
result<decision> accept(const proposal& about, const agreement_request& request, mint& ids,
                        instant now);

} // namespace cppo::market
