// A row of a decision, of whichever type. Only who stores decisions needs to know all of them.
#pragma once

#include <variant>

#include "market/agreements/agreement.h"
#include "market/catalog/change_sets/change_set.h"
#include "market/decision.h"
#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/money/ledger.h"
#include "market/money/payment.h"
#include "market/money/statement.h"
#include "market/parties/account.h"
#include "market/parties/approval.h"
#include "market/parties/billing.h"
#include "market/parties/seller.h"
#include "market/parties/submission.h"
#include "market/parties/user.h"

namespace cppo::market {

struct any_row {
    std::variant<
#define CPPO_ROW(row) row,
#include "market/rows.inc"
#undef CPPO_ROW
        std::monostate>
        row;
};

} // namespace cppo::market
