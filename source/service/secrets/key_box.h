// Secrets at rest: sealed with AES-256-GCM under a key file that only the server can read. Texts
// that others bring back: signed with HMAC-SHA256 under a key derived from it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cppo::service {

class key_box {
  public:
    // Reads the key file, or makes one with mode 0600. Refuses (throws) a file of another size or
    // one that others may read.
    explicit key_box(const std::filesystem::path& key_file);

    // `context` says what the secret belongs to; it opens only with the same.
    std::string seal(std::string_view secret, std::string_view context) const;
    // Throws where the text was changed, belongs elsewhere or was sealed with another key.
    std::string open(std::string_view sealed, std::string_view context) const;

    // Sixteen bytes that only the key's holder can make for this text and context: what stands
    // beside them was said by this marketplace and not changed.
    std::string signature(std::string_view text, std::string_view context) const;

  private:
    std::string key_;
    std::string signing_key_; // derived, so that each key does one thing
};

// Argon2id in its own text form.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, const std::string& hash);

} // namespace cppo::service
