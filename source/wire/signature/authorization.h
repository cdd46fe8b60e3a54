// What a request claims about its signature, read from its Authorization header or its query.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ground/instant.h"
#include "wire/message/fault.h"
#include "wire/message/message.h"
#include "wire/signature/canonical.h"

namespace cppo::wire {

struct signature_claim {
    std::string algorithm;
    std::string credential;                  // access key and scope, as written
    std::vector<std::string> signed_headers; // small letters, sorted
    std::string signature;
    std::string when; // as written: 20150830T123600Z
    instant at;
    std::optional<int> expires_s; // only in the query form
    std::string session_token;    // empty: none
};

// Checks 3 to 6 of the order AWS checks in: one form of signature, all its parts, each of them
// once, a date (R-SIG-02).
std::expected<signature_claim, fault> parse_claim(const request& from);

// Whether a parameter of a query is for its signature.
bool is_signature_parameter(std::string_view name);

// The access key and the service that a request names, whatever its signature; empty where it names
// none.
std::string claimed_access_key(const request& from);
std::string claimed_service(const request& from);

// The authentication faults. All have status 403, which awsJson services answer as 400.
fault missing_authentication_token(const request& from);
fault incomplete_signature(std::string message);
fault invalid_signature(std::string message);
fault unrecognized_client(std::string message);
fault expired_token();

} // namespace cppo::wire
