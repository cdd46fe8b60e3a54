// SHA-256, bytes as hexadecimal text, and random bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ground/mint.h"

namespace cppo::service {

std::string sha256_hex(std::string_view text);

// Bytes in small hexadecimal digits, and back; none where they are no digits in pairs.
std::string in_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

// `count` bytes from the system's random source; throws where there are none.
std::string random_bytes(std::size_t count);

// A fresh seed for a mint.
mint::seed random_seed();

} // namespace cppo::service
