// From a due charge to its invoice.
#pragma once

#include "ground/mint.h"
#include "market/agreements/agreement.h"
#include "market/decision.h"
#include "market/money/charge.h"

namespace cppo::market {

// Cuts the invoice of a charge on its day (R-BIL-01, R-BIL-04, R-FPS-08): due after the agreement's
// net payment term, else 30 days; fees cumulate over the agreement (R-FEE-12). A charge that was
// cancelled or invoiced before is left alone.
decision invoice_charge(const charge& what, const agreement& under, const due_work& work,
                        mint& ids);

} // namespace cppo::market
