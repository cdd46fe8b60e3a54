// The Marketplace Discovery API, 2026-02-05 (agreement-… 6): how a buyer finds a private offer.
#pragma once

#include "service/agreement_service.h"
#include "wire/caller.h"
#include "wire/service.h"

namespace cppo::wire {

// ListPurchaseOptions, GetOffer and GetOfferTerms.
service discovery_calls(cppo::service::agreement_service& agreements);

shapes discovery_shapes();

} // namespace cppo::wire
