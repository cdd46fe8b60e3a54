// What sellers send in about themselves, what the operator decides on it, and what stands on the
// invoices of payers.
#pragma once

#include <optional>
#include <string>

#include "market/parties/billing.h"
#include "market/parties/submission.h"
#include "service/command/engine.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

struct submission_order {
    account_id owner;
    market::submitted what;
    std::string token;
    std::string request_hash;
};

struct approval_order {
    account_id owner;
    market::part_order what;
    std::string token;
    std::string request_hash;
};

struct billing_order {
    market::billing_details what;
    std::string token;
    std::string request_hash;
};

// For the account's administrators and the operator; refuses (action_not_allowed) other users, and
// (account_not_found) other accounts.
class submission_service {
  public:
    submission_service(engine& on, const key_box& keys) : on_(on), keys_(keys) {}

    // A seller's registration and what it sent in. Refuses (seller_not_found) other accounts.
    result<market::registration> describe(const account_id& owner);

    // Parts that are sent in are pending, and what is to be paid out waits for the operator where
    // it must (R-REG-08, R-DIS-14). Refuses what market::submit does.
    result<market::registration> submit(const actor& by, const submission_order& order);

    // The operator's alone (action_not_allowed); refuses what market::decide does.
    result<market::registration> decide(const actor& by, const approval_order& order);

    // None where the account has given none.
    std::optional<market::billing_details> billing(const account_id& owner);
    // Replaces what was there (R-ACC-08).
    result<market::billing_details> change_billing(const actor& by, const billing_order& order);

  private:
    using judged = std::function<result<market::registration>(market::registration, instant now)>;

    result<market::registration> change(const command& what, const judged& how);

    engine& on_;
    const key_box& keys_;
};

} // namespace cppo::service
