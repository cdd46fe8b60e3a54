// From a due charge to a collected payment: invoices, the split of every payment, statements,
// payables.
#pragma once

#include <optional>
#include <string>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/decision.h"

namespace cppo::market {

// Cuts the invoice of a charge on its day (R-BIL-01, R-BIL-04, R-FPS-08): due after the agreement's
// net payment term, else 30 days; fees cumulate over the agreement (R-FEE-12). A charge that was
// cancelled or invoiced before is left alone.
decision invoice_charge(const charge& what, const agreement& under, const due_work& work,
                        mint& ids);

// Closes a month of usage: one line for each dimension that was used, rounded once, charged on the
// 2nd, 00:00 UTC (R-BIL-01, R-PRC-05). `used` has the month's quantity of each dimension of the
// agreement's usage term, in its order. The next month closes too while the agreement reaches into
// it.
result<decision> close_month(const agreement& of, const std::vector<std::int64_t>& used,
                             const due_work& work, mint& ids);

// What a recorded payment rests on.
struct payment_case {
    invoice on;
    charge of;
    statement_line manufacturer_line;
    statement_line partner_line;
    seller manufacturer;
    seller partner;
    std::vector<payable> payables = {}; // of the invoice, to both sellers, the latest last
};

struct payment_request {
    money amount;
    std::optional<day> received_on; // today when absent
    std::string reference;
};

// Records a payment the operator received and splits it in proportion between ISV, partner,
// marketplace and tax (R-DIS-01); each seller's part becomes payable on its own schedule
// (R-DIS-08, R-DIS-12). Refuses another currency, nothing, more than is open, a paid invoice and a
// day in the future (R-BIL-09).
result<decision> record_payment(const payment_case& on, const payment_request& ask, mint& ids,
                                instant now);

// Pays a seller what was collected for it before the day of `work` (R-DIS-02, R-DIS-03). `open` are
// all its unpaid payables of one currency, `statements` the lines of their invoices. What was
// collected on the day itself waits for the next run.
decision disburse(const seller& to, const std::vector<payable>& open,
                  const std::vector<statement_line>& statements, const due_work& work, mint& ids);

} // namespace cppo::market
