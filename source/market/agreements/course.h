// The course of an agreement: it starts, is replaced, or ends.
#pragma once

#include <vector>

#include "ground/result.h"
#include "market/agreements/agreement.h"
#include "market/decision.h"
#include "market/money/charge.h"

namespace cppo::market {

// Lets an agreement that starts later begin: its entitlement is provisioned.
decision start(const agreement& of, const std::vector<entitlement>& entitlements,
               const due_work& work);

// Ends an agreement on its day and takes its entitlement away (R-AGR-15).
decision end(const agreement& of, const std::vector<entitlement>& entitlements,
             const due_work& work);

// Takes away what was chosen for a time that ends before the agreement does (R-DUR-11).
decision end_choice(const agreement& of, const std::vector<entitlement>& entitlements,
                    const due_work& work);

// Ends an agreement now, or on its start where that is still to come, since another takes its
// place: what it has not invoiced is cancelled, and usage so far is still owed (R-FPS-09).
void replace(decision& out, const agreement& of, const std::vector<entitlement>& entitlements,
             const std::vector<charge>& charges, instant now);

// Cancels, for its buyer, an agreement that is paid by use alone, now or on its start where that is
// still to come. Usage so far is still owed. Refuses (agreement_not_active) one that has ended,
// (agreement_not_cancellable) one with a committed part, which only its seller can end, and one
// beside which the buyer has such a commitment for the same product (R-CAN-11). `beside` are the
// buyer's other agreements for the product.
result<decision> cancel(const agreement& of, const std::vector<entitlement>& entitlements,
                        const std::vector<charge>& charges, const std::vector<agreement>& beside,
                        instant now);

// Tells each party of an agreement what happened to it.
void tell_parties(decision& out, const agreement& of, event_kind kind, instant now);

} // namespace cppo::market
