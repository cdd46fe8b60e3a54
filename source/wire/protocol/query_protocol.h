// AWS's query protocol: an operation and its input as a form, its answer as XML. It is what the
// neighbours of the marketplace speak, whose calls arrive here too where a program has one address
// for all of AWS (R-PRO-04).
#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wire/message/fault.h"
#include "wire/message/message.h"
#include "wire/protocol/protocol.h"

namespace cppo::wire {

// The form of a call: the pairs of the query string, without those of a signature, and of a body
// that says it is a form.
std::vector<std::pair<std::string, std::string>> form_of(const request& from);

// What a pair of the form says; empty where there is none.
std::string form_value(const request& from, std::string_view name);

// In which XML a neighbour's call wants its answer: by the service it is signed for, else by its
// form. None for what is no such call.
std::optional<protocol> neighbours_protocol(const request& from);

// The pairs of a form but Action and Version, as an object. Refuses a name that is there twice.
std::expected<boost::json::object, fault> read_form(const request& from);

reply encode_query_output(std::string_view operation, const boost::json::object& output,
                          std::string_view xml_namespace, std::string_view request_id);

// A fault under the name it has there: InvalidClientTokenId for UnrecognizedClientException. S3 and
// EC2 have forms of their own.
reply encode_xml_fault(protocol as, const fault& why, std::string_view xml_namespace,
                       std::string_view request_id);

} // namespace cppo::wire
