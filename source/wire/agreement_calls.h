// The Marketplace Agreement API, 2020-03-01 (agreement-… 4, 5).
#pragma once

#include "service/agreement_service.h"
#include "service/metering_service.h"
#include "wire/caller.h"
#include "wire/service.h"

namespace cppo::wire {

// CreateAgreementRequest, AcceptAgreementRequest, DescribeAgreement, GetAgreementTerms,
// GetAgreementEntitlements, SearchAgreements, ListAgreementCharges and
// ListAgreementInvoiceLineItems.
service agreement_calls(cppo::service::agreement_service& agreements,
                        const cppo::service::metering_service& metering);

shapes agreement_shapes();

} // namespace cppo::wire
