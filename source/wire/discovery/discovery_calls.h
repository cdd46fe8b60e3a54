// The Marketplace Discovery API, 2026-02-05 (R-DSC-01): how a buyer finds a private offer.
#pragma once

#include "service/agreements/agreement_service.h"
#include "wire/protocol/aws_service.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

// ListPurchaseOptions, GetOffer and GetOfferTerms.
aws_service discovery_calls(service::agreement_service& agreements);

shapes discovery_shapes();

} // namespace cppo::wire
