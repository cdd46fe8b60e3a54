// The whole of a deal, as one of its parties sees it: authorization, offer, agreement,
// entitlements, money.
#pragma once

#include <string>

#include "service/agreements/deal_view.h"
#include "service/command/engine.h"
#include "service/reading/page.h"

namespace cppo::service {

class deal_service {
  public:
    explicit deal_service(engine& on) : on_(on) {}

    // By agreement or offer id; refuses a deal the viewer has no part in as one that does not
    // exist.
    result<deal_view> describe(const actor& viewer, const std::string& id);
    // The deals of an account, newest offer first: one for each agreement, or for an offer without
    // any. Without an account those of everybody (service/reading/everybody.h), each once, with its
    // partner's, as the operator sees it.
    result<listed<deal_view>> list(const actor& viewer, const std::optional<account_id>& of,
                                   const page_request& at);

  private:
    engine& on_;
};

} // namespace cppo::service
