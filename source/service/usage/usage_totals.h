// Usage by month: records of closed hours are rolled up into totals; what is not rolled up yet, the
// tail, is summed when it is asked for (R-MET-10).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "market/usage/metering.h"
#include "service/command/engine.h"

namespace cppo::service {

// Adds the next records of closed hours, at most `records_max` of one month, to their totals, in a
// transaction of its own at low priority. Returns whether there may be more. Any number of servers
// may do so at once.
bool roll_up_usage(engine& on, std::int64_t records_max = 5'000);

// What a buyer used in a month under the agreement of that number, of each of its `rate_count`
// rates. A month is closed after its owner is locked, so that no record slips in between.
std::vector<std::int64_t> used_in(store::session& in, const account_id& owner,
                                  std::int64_t agreement_no, std::size_t rate_count,
                                  market::month which);

// The same of every month in which anything was recorded up to now, and what is ahead of it.
std::map<market::month, std::vector<std::int64_t>> used_by_month(store::session& in,
                                                                 const account_id& owner,
                                                                 std::int64_t agreement_no,
                                                                 std::size_t rate_count,
                                                                 instant now);

} // namespace cppo::service
