// The lines of a statement as their seller is told of them.
#pragma once

#include <optional>
#include <vector>

#include "market/money/statement.h"
#include "market/parties/seller.h"
#include "store/engine/session.h"

namespace cppo::service {

// A line, and why it is not paid out although it is time, where it is held (R-DIS-14).
struct told_line {
    market::statement_line line;
    std::optional<market::payout_hold> held;
};

// Of one seller, as its registration is now.
std::vector<told_line> told_lines(store::session& in, const account_id& seller_account,
                                  std::vector<market::statement_line> lines, day today);

} // namespace cppo::service
