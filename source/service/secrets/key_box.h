// Secrets at rest: sealed with AES-256-GCM under a key file that only the server can read. What
// others carry for us, and what must not be made anew: sealed, or signed with HMAC-SHA256, under
// keys derived from it.
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

    // As seal and open, for what goes out and comes back, such as a page token.
    std::string seal_token(std::string_view text, std::string_view context) const;
    std::string open_token(std::string_view sealed, std::string_view context) const;

    // Bytes that only the key's holder can make for this text and context (HMAC-SHA256): what
    // stands beside them was said by this marketplace and not changed.
    std::string signature(std::string_view text, std::string_view context) const;

  private:
    std::string key_;
    std::string token_key_; // derived, so that each key does one thing
    std::string signing_key_;
};

// Argon2id in its own text form.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, const std::string& hash);

} // namespace cppo::service
