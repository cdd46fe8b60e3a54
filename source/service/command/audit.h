// The audit chain: who did what, acting for whom, when and from where. Each entry carries the hash
// of the one before, so that a removed or changed entry shows.
#pragma once

#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "store/engine/session.h"
#include "store/tables/commands.h"

namespace cppo::service {

struct audited {
    account_id owner;
    instant at;
    user_id user;
    account_id by;
    std::string operation;
    std::string subject;
    std::string source;
};

// Appends to the owner's chain, in the transaction of what it records.
void add_audit_entry(store::session& in, const audited& what);

// The hash an entry must have.
std::string hash_of(const store::audit_entry& entry);

} // namespace cppo::service
