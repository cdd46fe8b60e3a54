// The Metering API, 2016-01-14, and the Entitlement API, 2017-01-11 (R-MET-01, R-ENT-01).
#pragma once

#include "service/metering_service.h"
#include "wire/caller.h"
#include "wire/service.h"

namespace cppo::wire {

// BatchMeterUsage, MeterUsage and ResolveCustomer, in awsJson 1.1.
service metering_calls(cppo::service::metering_service& metering, const find_actor& find);
// GetEntitlements, in awsJson 1.1 and in CBOR.
service entitlement_calls(cppo::service::metering_service& metering, const find_actor& find);

shapes metering_shapes();
shapes entitlement_shapes();

} // namespace cppo::wire
