// The audit chain: who did what, acting for whom, when and from where, and what changed by it. Each
// entry carries the hash of the one before, so that a removed or changed entry shows (R-AUD-01).
#pragma once

#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "service/secrets/key_box.h"
#include "store/engine/session.h"
#include "store/tables/commands.h"
#include "store/tables/traces.h"

namespace cppo::service {

struct audited {
    account_id owner; // whose chain
    instant at;
    std::string user;
    account_id by;
    std::string operation;
    std::string subject;
    std::string source;
    std::string credential;
    store::trace left = {};
};

// Appends to the owner's chain, in the transaction of what it records, and keys its new head where
// there are keys.
void add_audit_entry(store::session& in, const audited& what, const key_box* keys);

// The hash an entry must have, in the form it was made in.
std::string hash_of(const store::audit_entry& entry);

} // namespace cppo::service
