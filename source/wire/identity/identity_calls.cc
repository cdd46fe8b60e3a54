#include "wire/identity/identity_calls.h"

#include "wire/protocol/caller.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

std::expected<json::value, fault> get_caller_identity(const call& from) {
    return json::value{{"Arn", user_arn(from.caller)},
                       {"UserId", from.caller.user.text()},
                       {"Account", from.caller.account.text()}};
}

fault refused(const refusal& no) {
    return {"AccessDenied", 403, no.sentence, {}};
}

fault invalid(const std::vector<shape_fault>& faults) {
    return {"ValidationError", 400, validation_message(faults), {}};
}

} // namespace

aws_service identity_calls() {
    shapes described("sts");
    described.structure("GetCallerIdentityRequest", {});
    aws_service made{.name = "sts",
                     .signing_name = "sts",
                     .everywhere = regions::all,
                     .protocol = protocol::aws_query,
                     .api_version = "2011-06-15",
                     .error_namespace = "https://sts.amazonaws.com/doc/2011-06-15/",
                     .described = std::move(described),
                     .operations = {},
                     .quick = {"GetCallerIdentity"},
                     .word = refused,
                     .invalid = invalid,
                     .internal_fault = "InternalFailure"};
    made.operations.push_back({.name = "GetCallerIdentity",
                               .input_shape = "GetCallerIdentityRequest",
                               .needs = {},
                               .run = get_caller_identity});
    return made;
}

} // namespace cppo::wire
