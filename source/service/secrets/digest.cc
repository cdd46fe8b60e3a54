#include "service/secrets/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <charconv>
#include <cstring>
#include <stdexcept>

namespace cppo::service {

std::string sha256_hex(std::string_view text) {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), bytes, &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available.");
    return in_hex({reinterpret_cast<const char*>(bytes), size});
}

std::string in_hex(std::string_view bytes) {
    std::string made;
    for (const char c : bytes) {
        made += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
        made += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    return made;
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string made;
    if (text.size() % 2 != 0) return {};
    for (std::size_t at = 0; at < text.size(); at += 2) {
        unsigned value = 0;
        const char* from = text.data() + at;
        if (std::from_chars(from, from + 2, value, 16).ptr != from + 2) return {};
        made += static_cast<char>(value);
    }
    return made;
}

std::string random_bytes(std::size_t count) {
    std::string made(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(made.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("There are no random bytes.");
    return made;
}

mint::seed random_seed() {
    mint::seed made;
    const std::string bytes = random_bytes(sizeof made);
    std::memcpy(made.data(), bytes.data(), sizeof made);
    return made;
}

} // namespace cppo::service
