// What a seller's registration must be for what it does (R-REG-01).
#pragma once

#include <set>

#include "ground/money.h"
#include "ground/result.h"
#include "market/catalog/change_sets/working_copies.h"

namespace cppo::market {

// Prices in these currencies can be asked for: the account is verified and has a way to be paid in
// each (R-REG-04, R-REG-06), and there is a rate by which thresholds are judged (R-CUR-06).
result<void> check_payable(const working_copies& on, const std::set<currency>& units);

// Both sides have the service-linked role by which authorizations are shared (R-ELG-04).
result<void> check_roles(const working_copies& on, const account_id& owner,
                         const account_id& reseller);

// The partner may release an offer of this product: profile, tax and verification are done
// (R-ELG-02, R-REG-01, R-REG-04).
result<void> check_may_sell(const working_copies& on, const product& sold);

} // namespace cppo::market
