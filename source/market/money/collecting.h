// A payment is recorded and split.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/mint.h"
#include "ground/result.h"
#include "market/decision.h"
#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/money/statement.h"
#include "market/parties/seller.h"

namespace cppo::market {

// What a recorded payment rests on. An open invoice has an open line in the statement of each of
// its sellers; where the manufacturer sold itself there is no partner.
struct payment_case {
    invoice on;
    charge of;
    std::optional<statement_line> manufacturer_line;
    std::optional<statement_line> partner_line;
    seller manufacturer;
    std::optional<seller> partner;
};

struct payment_request {
    money amount;
    std::optional<day> received_on; // today when absent
    std::string reference;
    std::string remittance = {};
};

// Records a payment the operator received and splits it in proportion between ISV, partner,
// marketplace and tax (R-DIS-01); each seller's part is a line of its statement (R-DIS-13) and
// becomes payable on its own schedule (R-DIS-08, R-DIS-12). Refuses another currency, nothing, more
// than is open, a paid invoice, and a day before the invoice's or in the future (R-BIL-09).
result<decision> record_payment(const payment_case& on, const payment_request& ask, mint& ids,
                                instant now);

} // namespace cppo::market
