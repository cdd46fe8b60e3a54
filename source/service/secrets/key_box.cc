#include "service/secrets/key_box.h"

#include <argon2.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "service/secrets/digest.h"

namespace cppo::service {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

using cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void check(bool ok) {
    if (!ok) throw std::runtime_error("A secret could not be sealed or opened.");
}

std::string base64(std::string_view raw) {
    std::string made(4 * ((raw.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(bytes(made), bytes(raw), static_cast<int>(raw.size()));
    made.resize(static_cast<std::size_t>(size));
    return made;
}

std::string unbase64(std::string_view text) {
    std::string made(text.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(bytes(made), bytes(text), static_cast<int>(text.size()));
    check(size >= 0);
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    made.resize(static_cast<std::size_t>(size) - padding);
    return made;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
    std::string made(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    check(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(),
               bytes(made), &size) != nullptr);
    made.resize(size);
    return made;
}

void make_key_file(const std::filesystem::path& key_file) {
    const int file = ::open(key_file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error("The key file cannot be made: " + key_file.string());
    const std::string key = random_bytes(key_size);
    const bool written =
        ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    // What is sealed with it would outlive it.
    const auto folder = std::filesystem::absolute(key_file).parent_path();
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!written || !synced)
        throw std::runtime_error("The key file cannot be written: " + key_file.string());
}

std::string sealed(std::string_view key, std::string_view secret, std::string_view context) {
    const cipher with(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    const std::string nonce = random_bytes(nonce_size);
    std::string text(secret.size(), '\0');
    std::string tag(tag_size, '\0');
    int size = 0;
    check(EVP_EncryptInit_ex(with.get(), EVP_aes_256_gcm(), nullptr, bytes(key),
                             bytes(std::string_view(nonce))) == 1);
    check(EVP_EncryptUpdate(with.get(), nullptr, &size, bytes(context),
                            static_cast<int>(context.size())) == 1);
    check(EVP_EncryptUpdate(with.get(), bytes(text), &size, bytes(secret),
                            static_cast<int>(secret.size())) == 1);
    check(EVP_EncryptFinal_ex(with.get(), bytes(text), &size) == 1);
    check(EVP_CIPHER_CTX_ctrl(with.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()) == 1);
    return base64(nonce + tag + text);
}

std::string opened(std::string_view key, std::string_view sealed, std::string_view context) {
    const std::string raw = unbase64(sealed);
    check(base64(raw) == sealed); // one secret has one spelling
    check(raw.size() >= nonce_size + tag_size);
    const std::string nonce = raw.substr(0, nonce_size);
    std::string tag = raw.substr(nonce_size, tag_size);
    const std::string text = raw.substr(nonce_size + tag_size);
    std::string secret(text.size(), '\0');
    const cipher with(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int size = 0;
    check(EVP_DecryptInit_ex(with.get(), EVP_aes_256_gcm(), nullptr, bytes(key),
                             bytes(std::string_view(nonce))) == 1);
    check(EVP_DecryptUpdate(with.get(), nullptr, &size, bytes(context),
                            static_cast<int>(context.size())) == 1);
    check(EVP_DecryptUpdate(with.get(), bytes(secret), &size, bytes(std::string_view(text)),
                            static_cast<int>(text.size())) == 1);
    check(EVP_CIPHER_CTX_ctrl(with.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1);
    check(EVP_DecryptFinal_ex(with.get(), bytes(secret), &size) == 1);
    return secret;
}

} // namespace

key_box::key_box(const std::filesystem::path& key_file) {
    if (!std::filesystem::exists(key_file)) make_key_file(key_file);
    struct stat found{};
    if (::stat(key_file.c_str(), &found) != 0 || (found.st_mode & 077) != 0)
        throw std::runtime_error("The key file must be readable by its owner only: " +
                                 key_file.string());
    std::ifstream in(key_file, std::ios::binary);
    key_.assign(std::istreambuf_iterator<char>(in), {});
    if (key_.size() != key_size)
        throw std::runtime_error("The key file must have 32 bytes: " + key_file.string());
    token_key_ = hmac_sha256(key_, "tokens that others carry");
    signing_key_ = hmac_sha256(key_, "signatures of texts that others bring back");
}

std::string key_box::seal(std::string_view secret, std::string_view context) const {
    return sealed(key_, secret, context);
}

std::string key_box::open(std::string_view sealed, std::string_view context) const {
    return opened(key_, sealed, context);
}

std::string key_box::seal_token(std::string_view text, std::string_view context) const {
    return sealed(token_key_, text, context);
}

std::string key_box::open_token(std::string_view sealed, std::string_view context) const {
    return opened(token_key_, sealed, context);
}

std::string key_box::signature(std::string_view text, std::string_view context) const {
    const std::string whole = std::to_string(context.size()) + ":" + std::string(context);
    return hmac_sha256(signing_key_, whole + std::string(text));
}

std::string hash_password(std::string_view password) {
    constexpr std::uint32_t passes = 2;
    constexpr std::uint32_t memory_kib = 19 * 1024;
    const std::string salt = random_bytes(16);
    std::array<char, 128> made{};
    const int done = argon2id_hash_encoded(passes, memory_kib, 1, password.data(), password.size(),
                                           salt.data(), salt.size(), 32, made.data(), made.size());
    if (done != ARGON2_OK) throw std::runtime_error("A password could not be hashed.");
    return made.data();
}

bool password_matches(std::string_view password, const std::string& hash) {
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

} // namespace cppo::service
