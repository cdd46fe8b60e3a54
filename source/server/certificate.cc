#include "server/certificate.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <new>
#include <stdexcept>
#include <string>

namespace cppo::server {
namespace {

// All have forward secrecy and authenticate what they encrypt; TLS 1.3 has only such.
constexpr const char* ciphers_of_tls_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";

void require(int done, const std::string& what) {
    if (done == 1) return;
    const char* why = ERR_reason_error_string(ERR_get_error());
    throw std::runtime_error(what + (why ? std::string(": ") + why : std::string()));
}

// Without a terminal to ask at, a key with a password is one that cannot be read.
int no_password(char*, int, int, void*) {
    return 0;
}

} // namespace

certificate::certificate(const certificate_files& from)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    if (!context_) throw std::bad_alloc();
    SSL_CTX* of = context_.get();
    ERR_clear_error();
    SSL_CTX_set_default_passwd_cb(of, no_password);
    SSL_CTX_set_options(of, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(of, SSL_MODE_RELEASE_BUFFERS); // idle connections are many
    require(SSL_CTX_set_min_proto_version(of, TLS1_2_VERSION), "TLS 1.2 cannot be had");
    require(SSL_CTX_set_cipher_list(of, ciphers_of_tls_1_2), "The ciphers cannot be had");
    require(SSL_CTX_use_certificate_chain_file(of, from.chain.c_str()),
            "The certificate " + from.chain.string() + " cannot be read");
    require(SSL_CTX_use_PrivateKey_file(of, from.key.c_str(), SSL_FILETYPE_PEM),
            "The key " + from.key.string() + " cannot be read, or is another certificate's");
}

ssl_st* certificate::start() const {
    SSL* made = SSL_new(context_.get());
    if (!made) throw std::bad_alloc();
    return made;
}

} // namespace cppo::server
