// A payment the operator received.
#pragma once

#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"

namespace cppo::market {

struct payment {
    account_id owner; // the buyer
    payment_id id;
    invoice_id invoice;
    money amount;
    day received_on;
    std::string reference;
    instant recorded;
    std::string remittance = {}; // what the payer wrote
};

// The place of a payment in the market by the bank's own id of the transfer (R-CON-03).
inline std::string place_of_reference(const std::string& reference) {
    return "payment-reference/" + reference;
}

} // namespace cppo::market
