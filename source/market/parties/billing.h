// What stands on the invoices of a payer.
#pragma once

#include <optional>
#include <string>

#include "ground/identifier.h"
#include "market/parties/address.h"

namespace cppo::market {

// Given by the account itself or the operator (R-ACC-08).
struct billing_details {
    account_id owner;
    std::int64_t revision;
    std::string legal_name;
    postal_address address;
    std::optional<tax_number> tax;
};

} // namespace cppo::market
