// How answers and faults are written for each of AWS's protocols.
#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "wire/fault.h"
#include "wire/message.h"

namespace cppo::wire {

enum class protocol {
    rest_json_1,
    aws_json_1_0,
};

reply encode_output(protocol as, const boost::json::value& output, std::string_view request_id);

// restJson answers with the fault's own status and its name in a header. awsJson knows one status
// for every fault of the caller, 400, and names the fault in the body alone. The name space is such
// as `com.amazonaws.marketplaceagreement`.
reply encode_fault(protocol as, const fault& why, std::string_view error_namespace,
                   std::string_view request_id);

} // namespace cppo::wire
