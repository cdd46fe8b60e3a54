// The input of an operation, put together from body and query string and checked.
#pragma once

#include <boost/json/value.hpp>
#include <expected>

#include "wire/message/fault.h"
#include "wire/message/message.h"
#include "wire/protocol/aws_service.h"

namespace cppo::wire {

// Refuses bodies of another media type than the protocol's, bodies that are not JSON objects or
// CBOR maps, query members sent twice, values of wrong types (SerializationException), and broken
// constraints (the service's own fault). No body is an empty object.
std::expected<boost::json::value, fault> read_input(protocol as, const aws_service& of,
                                                    const operation& called, const request& from);

} // namespace cppo::wire
