// Metering is sealed: once an hour is closed, an entry of the buyer's audit chain says how many
// records it has and what they are (R-MET-12).
#pragma once

#include <string>

#include "ground/identifier.h"
#include "store/engine/session.h"

namespace cppo::service {

// The operation of such an entry. Its subject is the hour.
inline constexpr const char* seal_usage_operation = "SealUsage";

// Has the hour sealed when it closes; in the transaction of a record of it.
void seal_when_closed(store::session& in, const account_id& owner, std::int64_t hour);

// The account's records of the hour, as the entry says: their number, and the SHA-256 over them in
// the order of their keys.
std::string digest_of_usage(store::session& in, const account_id& owner, std::int64_t hour);

// An hour as a subject, and the hour of a subject.
std::string subject_of_hour(std::int64_t hour);
std::int64_t hour_of_subject(const std::string& subject);

} // namespace cppo::service
