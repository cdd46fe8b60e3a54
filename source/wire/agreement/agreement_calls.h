// The Marketplace Agreement API, 2020-03-01 (R-AGR-09).
#pragma once

#include "service/agreements/agreement_service.h"
#include "service/usage/metering_service.h"
#include "wire/protocol/aws_service.h"
#include "wire/protocol/caller.h"

namespace cppo::wire {

// CreateAgreementRequest, AcceptAgreementRequest, CancelAgreement, DescribeAgreement,
// GetAgreementTerms, GetAgreementEntitlements, SearchAgreements, ListAgreementCharges and
// ListAgreementInvoiceLineItems.
aws_service agreement_calls(service::agreement_service& agreements,
                            const service::metering_service& metering);

shapes agreement_shapes();

} // namespace cppo::wire
