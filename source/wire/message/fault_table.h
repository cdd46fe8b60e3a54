// The one table from reasons to what a client of each AWS service sees.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ground/result.h"
#include "wire/message/fault.h"
#include "wire/value/notation.h"

namespace cppo::wire {

// Catalog: the synchronous refusals (R-CAT-06).
fault catalog_fault(const refusal& no);
// Agreement: names, `reason`, `resourceType` and `resourceId` (R-AGR-13).
fault agreement_fault(const refusal& no);
// Discovery: by status (R-DSC-02).
fault discovery_fault(const refusal& no);

// Metering: exceptions with nothing but a message (R-MET-02).
fault metering_fault(const refusal& no);
// Entitlement has one exception for whatever is wrong with a request (R-MET-02).
fault entitlement_fault(const refusal& no);

// The exception that one of these tells of each reason, by the reason's name.
std::map<std::string, std::string> exceptions_of(fault (*told)(const refusal&));

// The ErrorCode of a change in a failed change set (R-CAT-05).
std::string_view change_error_code(reason why);
// All that have one, by the name of their reason.
std::map<std::string, std::string> change_error_codes();

// The HTTP status of the console's problem.
int console_status(reason why);

// What each service says of an input that breaks a constraint.
fault catalog_invalid(const std::vector<shape_fault>& faults);
// The Catalog's fault for one part of an input, by its JSON pointer.
fault catalog_invalid_at(std::string_view pointer, std::string message);
fault agreement_invalid(const std::vector<shape_fault>& faults);
fault discovery_invalid(const std::vector<shape_fault>& faults);
fault metering_invalid(const std::vector<shape_fault>& faults);
fault entitlement_invalid(const std::vector<shape_fault>& faults);

} // namespace cppo::wire
