// Work that falls due at a moment of market time. Rank orders what falls due together (R-CLK-03).
#pragma once

#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"

namespace cppo::market {

// In the order of their ranks; the store keeps the number, so new kinds come last.
enum class due_kind {
    apply_change_set,
    close_month,
    invoice_charge,
    disburse,
    end_agreement,
    start_agreement
};

struct due_work {
    account_id owner;
    due_kind kind;
    std::string subject; // the change set, charge, currency or agreement
    instant due;
};

} // namespace cppo::market
