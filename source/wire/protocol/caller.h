// Whether the user who makes a call may make it.
#pragma once

#include <functional>
#include <string>

#include "service/command/actor.h"
#include "wire/protocol/aws_service.h"

namespace cppo::wire {

// A handler that also takes the user.
using actor_handler =
    std::function<std::expected<boost::json::value, fault>(const call&, const service::actor&)>;

// A handler for an operation of aws-marketplace: refuses users whose part or list of actions does
// not allow it with AccessDeniedException, in AWS's words. Page tokens leave it sealed and come to
// it opened, for the same operation, account and question alone (R-PAG-01).
handler allowed(std::string operation, bool changes_something,
                std::function<fault(const refusal&)> word, actor_handler run);

// arn:aws:iam::111122223333:user/usr-1
std::string user_arn(const service::actor& who);

// A text for the command record: the input without its token, members in the order of their names.
std::string request_hash(const boost::json::value& input, std::string_view token_member);

} // namespace cppo::wire
