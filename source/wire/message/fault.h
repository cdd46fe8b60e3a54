// What a client of an AWS service sees when it is told no.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace cppo::wire {

struct fault {
    std::string name; // such as ValidationException
    // The status a restJson service answers with. awsJson services know only 400 and 5xx, and
    // encode_fault reduces it for them.
    int status = 400;
    std::string message;
    boost::json::object members; // further members beside the message, such as `reason`
};

// The body could not be read as what the operation takes.
fault serialization_fault(std::string message);

// No operation is called so.
fault unknown_operation(std::string message);

// The request names a protocol we do not speak, or more than one.
fault unreadable_protocol(std::string message);

// The body is of a media type no operation takes, or says more than one.
fault unsupported_media_type(std::string message);

// More is asked than the account may ask, or than the server can answer in time.
fault too_many_requests();

// The body is longer than any operation takes.
fault body_too_long();

// Text from outside as a message may repeat it: printable ASCII, shortened to 1,024 characters.
std::string printable(std::string_view text);

} // namespace cppo::wire
