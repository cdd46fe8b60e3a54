// Whether the audit chains are whole, their heads the marketplace's own, and the usage that they
// seal as it was.
#pragma once

#include "service/command/audit_heads.h"
#include "service/work/verification.h"

namespace cppo::service {

// Adds what is found to `found`. Without keys the seals are left unchecked, which is said.
void check_audit_chains(store::session& in, const key_box* keys, verification& found);

// A chain that was cut, rewritten or lost since these heads were kept; one that has grown is right.
// Refused as a whole where the keys did not sign them.
void check_kept_heads(store::session& in, const kept_heads& since, const std::string& signature,
                      const key_box* keys, verification& found);

} // namespace cppo::service
