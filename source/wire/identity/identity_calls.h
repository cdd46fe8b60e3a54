// The one call of AWS's Security Token Service that is answered here: who am I? (R-PRO-04).
#pragma once

#include "wire/protocol/aws_service.h"

namespace cppo::wire {

// GetCallerIdentity, in the query protocol, for whoever has a key, whatever it may do.
aws_service identity_calls();

} // namespace cppo::wire
