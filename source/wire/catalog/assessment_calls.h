// Assessments: what AWS's security frameworks would look at, and what our own judges.
#pragma once

#include <boost/json/value.hpp>
#include <expected>

#include "service/catalog/catalog_service.h"
#include "wire/protocol/aws_service.h"

namespace cppo::wire {

// ListAssessments: newest first. Of AMISecurity one for each delivery option of the caller's
// machine images, whose controls are not executed, since nothing is scanned here. Of OpenCPPO, our
// own framework, those of the entity or ended change set that is asked for; they are made when they
// are asked for, so none is listed where neither is (R-CAT-17).
std::expected<boost::json::value, fault> list_assessments(service::catalog_service& catalog,
                                                          const call& from,
                                                          const service::actor& who);

// DescribeAssessment, by id or ARN. What is not the caller's own is not found.
std::expected<boost::json::value, fault> describe_assessment(service::catalog_service& catalog,
                                                             const call& from,
                                                             const service::actor& who);

} // namespace cppo::wire
