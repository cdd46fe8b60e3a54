#include "service/secrets/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>

namespace cppo::service {

std::string sha256_hex(std::string_view text) {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), bytes, &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available.");
    std::string made;
    for (unsigned int at = 0; at < size; ++at) {
        made += "0123456789abcdef"[bytes[at] >> 4];
        made += "0123456789abcdef"[bytes[at] & 15];
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
