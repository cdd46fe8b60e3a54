// SHA-256 and HMAC-SHA256 as signatures use them. Contexts are kept per thread, since making one
// costs as much as a short hash.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace cppo::wire {

using digest = std::array<unsigned char, 32>;

digest sha256(std::string_view text);
digest keyed_sha256(std::string_view key, std::string_view text);
digest keyed_sha256(const digest& key, std::string_view text);

// 64 small hexadecimal digits.
std::string hex(const digest& of);

// Compares in a time that depends on the lengths only.
bool same_secret(std::string_view left, std::string_view right);

// A UUID, version 4, from the system's random source.
std::string new_request_id();

} // namespace cppo::wire
