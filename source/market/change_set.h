// Several changes that succeed or fail together (R-CAT-02).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/account.h"
#include "market/change.h"
#include "market/decision.h"
#include "market/offer.h"
#include "market/product.h"
#include "market/public_offer.h"
#include "market/resale_authorization.h"

namespace cppo::market {

// What a change set may read and change, loaded for it. Entities it creates are added while it is
// applied.
struct catalog {
    account_id by;
    instant now;
    std::map<std::string, product> products;
    std::map<std::string, resale_authorization> authorizations;
    std::map<std::string, authorization_use> uses;
    std::map<std::string, offer> offers;
    std::map<std::string, public_offer> public_offers;
    std::map<std::string, agreement> agreements; // that offers replace
    std::map<account_id, account> accounts;
    std::map<account_id, seller> sellers;
    std::set<std::string> touched;
};

// Checks made before a change set is stored: every entity is the caller's and of the kind its
// change works on, no revision is stale, no change type stands twice on one entity, what is
// referred to exists and is the caller's to use (R-CAT-03, R-CAT-14). `locked` names
// entities an unfinished change set holds.
result<void> check_start(const catalog& on, const change_set& set,
                         const std::set<std::string>& locked);

// A change set that takes its time turns from PREPARING to APPLYING once `work` is due, and is
// finished as much later again; one that takes no time is finished at once.
bool begins_later(const change_set& set, const due_work& work);
decision begin(const change_set& set, const due_work& work);

// Applies a stored change set, `work` being due: ranks its changes, applies them to working copies,
// validates the final state, and commits all or nothing. The decision always finishes the set, as
// SUCCEEDED or as FAILED with the errors on the changes they belong to. Intent VALIDATE writes only
// the set (R-CAT-15).
decision finish(catalog on, change_set set, const due_work& work);

// Takes back a set that has not begun to be applied, and the work that would begin it (R-CAT-16).
result<decision> cancel(const change_set& set, const due_work& work, instant now);

} // namespace cppo::market
