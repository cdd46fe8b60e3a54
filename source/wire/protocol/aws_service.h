// The table of one AWS service: its operations, their shapes and how it words its faults.
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ground/result.h"
#include "market/parties/permission.h"
#include "service/command/actor.h"
#include "service/secrets/key_box.h"
#include "wire/message/fault.h"
#include "wire/protocol/protocol.h"
#include "wire/signature/signature.h"
#include "wire/value/notation.h"

namespace cppo::wire {

// One call whose signature and shape are right.
struct call {
    service::actor caller;
    boost::json::value input;
    std::string request_id;
    std::string peer;
    const service::key_box* keys = nullptr; // seal page tokens; none where there is no list
};

using handler = std::function<std::expected<boost::json::value, fault>(const call&)>;

struct operation {
    std::string name;
    std::string input_shape;
    std::string method; // of restJson
    std::string path;   // of restJson
    // Members taken from the query string instead of the body. The parameter has the member's name
    // with a small first letter: ChangeSetId comes as changeSetId.
    std::vector<std::string> query_members;
    // What its user must be allowed; none where whoever has a key may call.
    std::optional<market::permission> needs;
    bool changes_something = false;
    handler run;
    std::vector<std::string> output_timestamps = {}; // members of the output, at any depth
    // How its refusal is told to whom it is denied, where that hangs on the input.
    std::function<fault(const boost::json::object& input, fault said)> denied = {};
    std::int64_t aws_rate = 0; // requests a second that AWS allows an account; 0: not published
};

struct aws_service {
    std::string name;
    std::string signing_name;
    regions everywhere = regions::home; // where requests to it may be signed for
    wire::protocol protocol;
    std::string target_prefix; // of awsJson, without the dot: AWSMPCommerceService_v20200301
    // Its name in the paths of CBOR, such as AWSMPEntitlementService, which it then answers beside
    // the protocol above; empty where it does not.
    std::string rpc_name = {};
    std::string api_version = {}; // of the query protocol, whose calls say it
    std::string error_namespace;
    shapes described;
    std::vector<operation> operations;
    // Those that read a few rows by their keys and change nothing.
    std::set<std::string_view> quick = {};
    // How the service words a refusal.
    std::function<fault(const refusal&)> word;
    // The service's fault for an input of the right types that breaks a constraint.
    std::function<fault(const std::vector<shape_fault>&)> invalid;
    // The name of its fault for an error of our own, and whether its faults repeat the request id.
    std::string internal_fault = "InternalServerException";
    bool request_id_in_faults = false;
};

// The permission of an operation of aws-marketplace, by the groups it belongs to; of the operator's
// people it is for support.
inline market::permission aws_permission(const std::string& operation,
                                         std::set<market::permission_group> groups) {
    return {"aws-marketplace:" + operation, std::move(groups), market::duty::support};
}

} // namespace cppo::wire
