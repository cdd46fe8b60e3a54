// The input of an operation, put together from body and query string and checked.
#pragma once

#include <boost/json/value.hpp>
#include <expected>

#include "wire/fault.h"
#include "wire/message.h"
#include "wire/service.h"

namespace cppo::wire {

// Refuses bodies of another media type, bodies that are not JSON objects, query members sent twice,
// values of wrong types (SerializationException), and broken constraints (the service's own fault).
std::expected<boost::json::value, fault> read_input(const service& of, const operation& called,
                                                    const request& from);

} // namespace cppo::wire
