// The Metering API, 2016-01-14, and the Entitlement API, 2017-01-11 (agreement-… 7, 8).
#pragma once

#include "service/metering_service.h"
#include "wire/caller.h"
#include "wire/service.h"

namespace cppo::wire {

// BatchMeterUsage, MeterUsage and ResolveCustomer, in awsJson 1.1.
service metering_calls(cppo::service::metering_service& metering);
// GetEntitlements, in awsJson 1.1 and in CBOR.
service entitlement_calls(cppo::service::metering_service& metering);

shapes metering_shapes();
shapes entitlement_shapes();

} // namespace cppo::wire
