// Refusals that another day would not bring: each says which day the marketplace has, since its
// clock may be far from the caller's.
#pragma once

#include "ground/instant.h"

namespace cppo {

// "The AvailabilityEndDate must be in the future; the marketplace's today is 2026-11-20."
std::unexpected<refusal> no_today(reason why, day today, std::string subject = {});

// The same, of what depends on the time of day.
std::unexpected<refusal> no_now(reason why, instant now, std::string subject = {});

} // namespace cppo
