// The canonical form of a request that SigV4 signs. Signing and verifying share it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ground/instant.h"
#include "wire/message/message.h"
#include "wire/signature/digest.h"

namespace cppo::wire {

inline constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";

// What a signature says it was made for: date/region/service/terminator.
struct signing_scope {
    std::string date; // 20150830
    std::string region;
    std::string service;
    std::string terminator = "aws4_request";

    std::string text() const;
};

// The path as received without dot segments and doubled slashes, each segment encoded once more.
std::string canonical_path(std::string_view path);

// Pairs as received, sorted, without X-Amz-Signature.
std::string canonical_query(std::string_view query);

// The whole text to hash. `signed_headers` are small letters, sorted; none where one of them is
// not in the request.
std::optional<std::string> canonical_request(const request& from,
                                             const std::vector<std::string>& signed_headers,
                                             std::string_view payload_hash);

// `when` is the time as the request wrote it.
std::string string_to_sign(std::string_view when, const signing_scope& scope,
                           std::string_view canonical_request);

digest signing_key(std::string_view secret, const signing_scope& scope);

// host;x-amz-date
std::string joined_names(const std::vector<std::string>& signed_headers);

// 20150830T123600Z
std::string basic_time(instant when);
std::optional<instant> parse_basic_time(std::string_view text);

} // namespace cppo::wire
