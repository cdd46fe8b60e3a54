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
};

} // namespace cppo::market
