// What sellers are owed and paid.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"

namespace cppo::market {

// Collected money a seller is still to be paid.
struct payable {
    account_id owner; // the seller
    std::string id;
    std::int64_t revision;
    agreement_id agreement;
    invoice_id invoice;
    money amount;
    day collected_on;
    std::optional<disbursement_id> disbursed;
    std::string line;  // of the seller's statement: what was collected with it
    bool held = false; // on a pay day that has passed (R-DIS-14)
};

struct disbursement_line {
    agreement_id agreement;
    invoice_id invoice;
    money amount;

    bool operator==(const disbursement_line&) const = default;
};

struct disbursement {
    account_id owner; // the seller
    disbursement_id id;
    money amount;
    day paid_on;
    instant paid;
    std::vector<disbursement_line> lines;
};

} // namespace cppo::market
