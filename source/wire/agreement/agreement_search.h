// The filters and the sort of SearchAgreements (R-AGR-12).
#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <optional>

#include "service/agreements/agreement_service.h"
#include "wire/message/fault.h"

namespace cppo::wire {

// Refuses unknown, repeated and missing filters, combinations the party may not ask, and bad sorts,
// each with the reason AWS names. Page size and token are left to the caller.
std::expected<service::agreement_search, fault> read_search(const boost::json::object& input);

// Refuses a list of another catalog than AWSMarketplace's, which is the one that is not named.
std::optional<fault> check_catalog(const boost::json::object& input);

// A ValidationException with this reason.
fault agreement_refusal(std::string_view why, std::string message);

} // namespace cppo::wire
