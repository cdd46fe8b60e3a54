// What a decision returns: everything that will change, so that a refusal writes nothing.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "ground/names.h"
#include "market/agreements/agreement.h"
#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/change_sets/change.h"
#include "market/catalog/offers/offer.h"
#include "market/catalog/offers/public_offer.h"
#include "market/catalog/products/product.h"
#include "market/catalog/resources/resource.h"
#include "market/due.h"
#include "market/event.h"
#include "market/money/ledger.h"
#include "market/money/settlement.h"
#include "market/parties/account.h"
#include "market/view.h"

namespace cppo::market {

enum class change_set_status { preparing, applying, succeeded, failed, cancelled };
constexpr auto names_of(change_set_status) {
    using enum change_set_status;
    return names<change_set_status>({{preparing, "PREPARING"},
                                     {applying, "APPLYING"},
                                     {succeeded, "SUCCEEDED"},
                                     {failed, "FAILED"},
                                     {cancelled, "CANCELLED"}});
}

enum class change_set_intent { apply, validate };
constexpr auto names_of(change_set_intent) {
    using enum change_set_intent;
    return names<change_set_intent>({{apply, "APPLY"}, {validate, "VALIDATE"}});
}

enum class change_set_failure { none, client_error, server_fault };
constexpr auto names_of(change_set_failure) {
    using enum change_set_failure;
    return names<change_set_failure>(
        {{none, ""}, {client_error, "CLIENT_ERROR"}, {server_fault, "SERVER_FAULT"}});
}

struct change_set {
    account_id owner;
    change_set_id id;
    std::int64_t revision;
    std::string name;
    change_set_intent intent;
    change_set_status status;
    instant started;
    std::optional<instant> ended;
    change_set_failure failure;
    std::vector<change> changes;

    bool is_open() const {
        return status == change_set_status::preparing || status == change_set_status::applying;
    }
};

// A row the decision rests on: its revision must still be the one that was read.
struct expectation {
    entity_kind kind;
    account_id owner;
    std::string id;
    std::int64_t revision;
};

// One more released offer under an authorization; fails when its uses are taken.
struct use_taken {
    account_id owner;
    authorization_id id;
};
// An entity is held by an unfinished change set.
struct lock_taken {
    account_id owner;
    std::string entity;
    change_set_id holder;
};
struct locks_released {
    account_id owner;
    change_set_id holder;
};
// Due work that is done. Fails when it is no longer due at that moment, since then somebody else
// did it.
struct due_done {
    due_work work;
};

// A value with revision 0 is new; any other must still have that revision in the store.
using write = std::variant<account, user, access_key, seller, product, resale_authorization,
                           authorization_use, offer, change_set, agreement_request, agreement,
                           entitlement, charge, invoice, payment, transfer, statement_line, payable,
                           disbursement, public_offer, use_taken, lock_taken, locks_released, view,
                           view_changed, location, due_work, due_done, resource_tag,
                           resource_tag_removed, resource_policy, resource_policy_removed>;

struct decision {
    std::vector<expectation> expects;
    std::vector<write>
        writes; // the owner's and, as effects, other owners' rows, in one transaction
    std::vector<event> events;
};

} // namespace cppo::market
