// How answers and faults are written for each of AWS's protocols (R-PRO-01).
#pragma once

#include <boost/json/value.hpp>
#include <span>
#include <string>
#include <string_view>

#include "wire/message/fault.h"
#include "wire/message/message.h"

namespace cppo::wire {

enum class protocol {
    rest_json_1,
    aws_json_1_0,
    aws_json_1_1,
    rpc_v2_cbor,
    aws_query, // these three are XML (wire/protocol/query_protocol.h)
    ec2_query,
    s3_xml,
};

// What the header Smithy-Protocol says of CBOR, in requests and replies.
inline constexpr std::string_view cbor_protocol = "rpc-v2-cbor";

// The members named in `timestamps` are times, which CBOR tells from other numbers and JSON does
// not.
reply encode_output(protocol as, const boost::json::value& output, std::string_view request_id,
                    std::span<const std::string> timestamps = {});

// restJson answers with the fault's own status and its name in a header. awsJson and CBOR know one
// status for every fault of the caller, 400, and name the fault in the body alone. The name space
// is such as `com.amazonaws.marketplaceagreement`; awsJson 1.1 leaves it out.
reply encode_fault(protocol as, const fault& why, std::string_view error_namespace,
                   std::string_view request_id);

} // namespace cppo::wire
