#include "wire/protocol/protocol.h"

#include <boost/json/serialize.hpp>

#include "wire/value/cbor.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

std::string_view content_type(protocol as) {
    switch (as) {
        case protocol::rest_json_1:
            return "application/json";
        case protocol::aws_json_1_0:
            return "application/x-amz-json-1.0";
        case protocol::aws_json_1_1:
            return "application/x-amz-json-1.1";
        case protocol::rpc_v2_cbor:
            return "application/cbor";
        case protocol::aws_query:
        case protocol::ec2_query:
        case protocol::s3_xml:
            return "text/xml";
    }
    return "application/json";
}

int status_of(protocol as, const fault& why) {
    const bool is_callers = why.status < 500;
    return as != protocol::rest_json_1 && is_callers ? 400 : why.status;
}

reply encode(protocol as, int status, const json::value& body, std::string_view request_id,
             std::span<const std::string> timestamps) {
    reply made;
    made.status = status;
    made.headers = {{"Content-Type", std::string(content_type(as))},
                    {"x-amzn-RequestId", std::string(request_id)}};
    const bool is_cbor = as == protocol::rpc_v2_cbor;
    if (is_cbor) made.headers.push_back({"Smithy-Protocol", std::string(cbor_protocol)});
    made.body = is_cbor ? serialize_cbor(body, timestamps) : json::serialize(body);
    return made;
}

} // namespace

reply encode_output(protocol as, const json::value& output, std::string_view request_id,
                    std::span<const std::string> timestamps) {
    return encode(as, 200, output, request_id, timestamps);
}

reply encode_fault(protocol as, const fault& why, std::string_view error_namespace,
                   std::string_view request_id) {
    json::object body;
    const bool is_bare = as == protocol::aws_json_1_1;
    body["__type"] = is_bare ? why.name : std::string(error_namespace) + '#' + why.name;
    // Clients fill the modelled member from `message`, but for Catalog it is modelled `Message`.
    if (!why.message.empty()) body["message"] = why.message;
    if (!why.message.empty() && as == protocol::rest_json_1) body["Message"] = why.message;
    for (const auto& member : why.members) body[member.key()] = member.value();
    reply made = encode(as, status_of(as, why), body, request_id, {});
    if (as == protocol::rest_json_1) made.headers.push_back({"X-Amzn-ErrorType", why.name});
    return made;
}

} // namespace cppo::wire
