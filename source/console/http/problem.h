// Errors of the console API: application/problem+json (RFC 9457).
#pragma once

#include "ground/result.h"
#include "wire/message/fault.h"
#include "wire/message/message.h"
#include "wire/value/notation.h"

namespace cppo::console {

// The status is the reason's own (wire/message/fault_table.h): 404 for what is not there or not the
// caller's to see, 409 for what the state forbids, 403 for what the user may not do, else 422.
wire::reply problem(const refusal& no);
wire::reply problem(const std::vector<wire::shape_fault>& faults);
// A signature that is missing or wrong, or a body that is no JSON.
wire::reply problem(const wire::fault& said);

} // namespace cppo::console
