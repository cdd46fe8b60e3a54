// The Agreement API's and Discovery's use cases, for buyers and sellers of record.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "market/agreements/acceptance.h"
#include "market/agreements/course.h"
#include "service/command/engine.h"
#include "service/reading/page.h"
#include "store/tables/agreements.h"
#include "store/tables/money.h"

namespace cppo::service {

struct quote_request {
    std::string proposal;
    std::optional<agreement_id> source; // to be replaced
    std::vector<market::requested_term> terms;
    std::string token;
    std::string request_hash;
};

// A released offer as its buyers see it.
struct offer_for_buyer {
    market::offer of;
    market::product sold;
    market::agreement_terms terms;
    std::string seller_name;
    std::string manufacturer_name;
    instant now;
};

struct agreement_view {
    market::agreement of;
    market::product sold;
    bool is_acceptor;
    std::vector<std::string> licenses = {}; // their ARNs, where a search found it
};

// What agreements are sorted by; only proposers sort by more than the end.
enum class agreement_order { end, start, update };

struct agreement_search {
    agreement_order by = agreement_order::end;
    market::view_role party = market::view_role::acceptor;
    bool ascending = false;
    std::size_t size = 50;
    std::string token;
    bool by_license = false; // `wanted` looks at licences
    std::function<bool(const agreement_view&)> wanted;
};

class agreement_service {
  public:
    static constexpr std::size_t rows_scanned_max = 1'000;

    explicit agreement_service(engine& on) : on_(on) {}

    // Quotes (intents NEW and REPLACE); refuses a proposal the buyer may not see as one that does
    // not exist.
    result<market::agreement_request> request(const actor& by, const quote_request& ask);
    // Accepts the buyer's own quote. Twice for one request answers the same agreement.
    result<agreement_id> accept(const actor& by, const request_id& id);

    // Cancels the buyer's own agreement, as market::cancel has it. Refuses (action_not_allowed) its
    // seller.
    result<void> cancel(const actor& by, const agreement_id& id);

    // For the proposer and the acceptor only; the manufacturer of a partner offer is no party.
    result<agreement_view> describe(const account_id& viewer, const agreement_id& id);
    result<page<agreement_view>> search(const account_id& viewer, const agreement_search& ask);
    // Of one agreement, or of all the acceptor's; what was cancelled is no charge (R-ANS-03).
    std::vector<market::charge> charges(const account_id& acceptor,
                                        const std::optional<agreement_id>& id);
    // Only the proposer reads invoices through the Agreement API.
    result<std::vector<market::invoice>> invoices(const account_id& proposer,
                                                  const agreement_id& id);
    std::vector<market::entitlement> entitlements(const agreement_view& shown);

    // A released offer targeted at the viewer in its country, or made by it; expired and accepted
    // ones included (R-DSC-03).
    result<offer_for_buyer> offer_seen(const account_id& viewer, const offer_id& id);
    // Released offers targeted at the buyer that it can accept, newest first (R-DSC-01).
    result<page<offer_for_buyer>> offers_for(
        const account_id& buyer, std::size_t size, const std::string& token,
        const std::function<bool(const offer_for_buyer&)>& wanted);

  private:
    engine& on_;
};

} // namespace cppo::service
