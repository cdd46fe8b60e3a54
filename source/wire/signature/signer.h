// Signing requests with AWS Signature Version 4, as clients do.
#pragma once

#include <string>

#include "ground/instant.h"
#include "wire/message/message.h"

namespace cppo::wire {

struct signing_identity {
    std::string access_key_id;
    std::string secret;
    std::string session_token; // empty: long-lived
    std::string region = "us-east-1";
    std::string service = "aws-marketplace";
};

// Adds X-Amz-Date, X-Amz-Security-Token where there is a token, and Authorization. The request must
// have its Host header and body already; all its other headers but those that proxies change are
// signed too.
void sign(request& outgoing, const signing_identity& by, instant now);

} // namespace cppo::wire
