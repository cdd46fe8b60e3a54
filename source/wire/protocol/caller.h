// Whether the user who makes a call may make it, and what it asked for.
#pragma once

#include <optional>
#include <string>

#include "ground/result.h"
#include "service/command/actor.h"
#include "wire/protocol/aws_service.h"

namespace cppo::wire {

// Refuses (action_not_allowed) users whose part or list of actions does not allow the operation, in
// AWS's words.
result<void> check_allowed(const service::actor& who, const operation& called);
// The same of the entities that a call changes: a list may allow some of their types only.
result<void> check_allowed(const service::actor& who, const std::string& operation,
                           std::string_view entity_type);
// Who may not do what, in AWS's words.
refusal not_authorized(const service::actor& who, const std::string& permission);

// arn:aws:iam::111122223333:user/usr-1
std::string user_arn(const service::actor& who);

// A text for the command record: the input without its token, members in the order of their names.
std::string request_hash(const boost::json::value& input, std::string_view token_member);

} // namespace cppo::wire
