#include "wire/signature/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace cppo::wire {
namespace {

// Fetched once: a fetch takes shared locks.
const EVP_MD* sha256_method() {
    static EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (!method) throw std::runtime_error("OpenSSL has no SHA-256");
    return method;
}

EVP_MAC* hmac_method() {
    static EVP_MAC* const method = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    if (!method) throw std::runtime_error("OpenSSL has no HMAC");
    return method;
}

void must(bool done) {
    if (!done) throw std::runtime_error("OpenSSL refused to hash");
}

using mac_context = std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)>;

// The digest is set once: setting it with every key would fetch it every time.
mac_context hmac_sha256_context() {
    mac_context made(EVP_MAC_CTX_new(hmac_method()), &EVP_MAC_CTX_free);
    static char digest_name[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name, 0),
        OSSL_PARAM_construct_end()};
    must(made && EVP_MAC_CTX_set_params(made.get(), parameters) == 1);
    return made;
}

digest keyed(const unsigned char* key, std::size_t key_size, std::string_view text) {
    thread_local const mac_context context = hmac_sha256_context();
    digest made;
    std::size_t length = 0;
    must(EVP_MAC_init(context.get(), key, key_size, nullptr) == 1);
    must(EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(text.data()),
                        text.size()) == 1);
    must(EVP_MAC_final(context.get(), made.data(), &length, made.size()) == 1 &&
         length == made.size());
    return made;
}

} // namespace

digest sha256(std::string_view text) {
    thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
        EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    digest made;
    must(context && EVP_DigestInit_ex2(context.get(), sha256_method(), nullptr) == 1);
    must(EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1);
    must(EVP_DigestFinal_ex(context.get(), made.data(), nullptr) == 1);
    return made;
}

digest keyed_sha256(std::string_view key, std::string_view text) {
    return keyed(reinterpret_cast<const unsigned char*>(key.data()), key.size(), text);
}

digest keyed_sha256(const digest& key, std::string_view text) {
    return keyed(key.data(), key.size(), text);
}

std::string hex(const digest& of) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * of.size());
    for (const unsigned char byte : of) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string new_request_id() {
    // Drawn for many ids at once: a draw costs more than writing one.
    thread_local std::array<std::array<unsigned char, 16>, 64> drawn;
    thread_local std::size_t left = 0;
    if (left == 0) {
        must(RAND_bytes(drawn[0].data(), sizeof drawn) == 1);
        left = drawn.size();
    }
    std::array<unsigned char, 16> bytes = drawn.at(--left);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (at == 4 || at == 6 || at == 8 || at == 10) text += '-';
        text += digits[bytes[at] >> 4];
        text += digits[bytes[at] & 15];
    }
    return text;
}

} // namespace cppo::wire
