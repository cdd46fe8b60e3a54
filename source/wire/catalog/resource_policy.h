// The policies of PutResourcePolicy: JSON as IAM has it, of which this marketplace honours one
// thing, and refuses the rest rather than pretend (R-TAG-02).
#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "ground/identifier.h"
#include "wire/message/fault.h"

namespace cppo::wire {

// The accounts that statements allow to read the entity of this ARN: Effect Allow, Principal AWS
// with account ids or root ARNs, Action aws-marketplace:DescribeEntity, Resource the ARN, `*` or
// none. Refuses everything else with a ValidationException that names it.
std::expected<std::vector<account_id>, fault> read_policy(std::string_view text,
                                                          std::string_view arn);

} // namespace cppo::wire
