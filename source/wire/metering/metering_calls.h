// The Metering API, 2016-01-14, and the Entitlement API, 2017-01-11 (R-MET-01, R-ENT-01).
#pragma once

#include "service/usage/metering_service.h"
#include "wire/protocol/aws_service.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

// BatchMeterUsage, MeterUsage and ResolveCustomer, in awsJson 1.1.
aws_service metering_calls(service::metering_service& metering);
// GetEntitlements, in awsJson 1.1 and in CBOR.
aws_service entitlement_calls(service::metering_service& metering);

shapes metering_shapes();
shapes entitlement_shapes();

} // namespace cppo::wire
