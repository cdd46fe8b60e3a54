// Accounts that are closed, and what they must not be part of then.
#pragma once

#include <string>

#include "market/parties/closing.h"
#include "service/command/engine.h"

namespace cppo::service {

struct closing_order {
    account_id of;
    std::string token;
    std::string request_hash;
};

class account_closing {
  public:
    explicit account_closing(engine& on) : on_(on) {}

    // The account, closed: its keys open nothing, it gets no users and keys, and is nobody for what
    // is new (R-ACC-06). The operator's alone (action_not_allowed). Refuses an account that does
    // not exist (account_not_found), and (account_in_use) one that is a party of an active
    // agreement, of an open invoice, a scheduled charge, money that is not paid out, a released
    // authorization or offer that has not expired, or that pays for an open account.
    result<market::account> close(const actor& by, const closing_order& order);

  private:
    engine& on_;
};

} // namespace cppo::service
