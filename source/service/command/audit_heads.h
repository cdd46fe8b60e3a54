// The heads of the audit chains, keyed: who can write the store and has no key file cannot write a
// chain anew (R-AUD-03).
#pragma once

#include <string>
#include <vector>

#include "service/secrets/key_box.h"
#include "store/engine/session.h"
#include "store/tables/commands.h"

namespace cppo::service {

// The head that an entry makes.
store::audit_head head_of(const store::audit_entry& last, const key_box& keys);

// The same head under another key.
store::audit_head sealed_anew(const store::audit_head& head, const key_box& keys);

// Whether the marketplace's key sealed this head.
bool is_sealed(const store::audit_head& head, const key_box& keys);

// Seals the chains of a store of an earlier version, which has none sealed; heads that were taken
// away are not made anew. Answers how many there were.
std::int64_t seal_first_heads(store::session& in, const key_box& keys);

// All heads of a moment, as they are kept elsewhere.
struct kept_heads {
    instant at;                            // market time
    std::vector<store::audit_entry> heads; // the last entry of each chain
};

// The text that is signed, and its signature.
std::string signature_of(const kept_heads& all, const key_box& keys);

// The last entry of every chain, by account.
std::vector<store::audit_entry> last_entries(store::session& in);

} // namespace cppo::service
