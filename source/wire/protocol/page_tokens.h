// Page tokens as clients hold them: sealed, for one operation, account and question (R-PAG-01).
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <functional>

#include "ground/result.h"
#include "wire/protocol/aws_service.h"

namespace cppo::wire {

// Runs an operation that knows its page tokens unsealed. Refuses (page_token_invalid), in the
// service's words, a token that was changed or is for another list, account or question.
std::expected<boost::json::value, fault> run_paged(
    const operation& called, const call& from, const std::function<fault(const refusal&)>& word);

} // namespace cppo::wire
