// What the server shows its clients before it speaks to them: a certificate chain and its key.
#pragma once

#include <filesystem>
#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace cppo::server {

struct certificate_files {
    std::filesystem::path chain; // PEM, the server's own certificate first
    std::filesystem::path key;   // PEM, without a password
};

// Connections begun with a certificate keep it, whatever becomes of it. Safe to use from several
// threads at once.
class certificate {
  public:
    // Throws std::runtime_error where a file cannot be read, or the key is not the certificate's.
    explicit certificate(const certificate_files& from);

    // The server's side of a new connection, TLS 1.2 or later; whoever asks owns it.
    ssl_st* start() const;

  private:
    std::shared_ptr<ssl_ctx_st> context_;
};

} // namespace cppo::server
