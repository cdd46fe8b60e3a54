// CBOR as Smithy's rpcv2Cbor has it, read into and written from the same values as JSON.
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "wire/value/notation.h"

namespace cppo::wire {

struct malformed_cbor {
    std::string sentence;
};

// Takes integers of any width, texts, lists and maps of definite and indefinite length, floats of
// three sizes, true, false, null, undefined (as null), and tag 1 around a number (as the number).
// Refuses what parse_json refuses of its text, integers beyond 64 bits with a sign, floats that are
// not finite, keys that are not texts, all other tags and simple values, and byte strings, which no
// operation takes. Memory grows with what was read, never with a length that was only announced.
std::expected<boost::json::value, malformed_cbor> parse_cbor(std::string_view bytes,
                                                             json_limits limits = {});

// Definite lengths, the shortest integers, all fractions as doubles; members that are null are left
// out. A number that is a member with one of the names in `timestamps`, at any depth, gets tag 1:
// clients take an untagged one for a plain number.
std::string serialize_cbor(const boost::json::value& value,
                           std::span<const std::string> timestamps = {});

} // namespace cppo::wire
