#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>

#include "server/listener.h"
#include "unit/server/raw_client.h"

namespace cppo::server {
namespace {

// The files of a certificate that signs itself, in a directory that goes with it.
class issued {
  public:
    issued() {
        std::string name = (std::filesystem::temp_directory_path() / "cppo-tls.XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* shown = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(shown), 1);
        X509_gmtime_adj(X509_getm_notBefore(shown), 0);
        X509_gmtime_adj(X509_getm_notAfter(shown), 3600);
        X509_set_pubkey(shown, key);
        X509_sign(shown, key, EVP_sha256());
        write(files().chain, [&](FILE* to) { PEM_write_X509(to, shown); });
        write(files().key, [&](FILE* to) {
            PEM_write_PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr);
        });
        X509_free(shown);
        EVP_PKEY_free(key);
    }
    ~issued() { std::filesystem::remove_all(directory_); }
    issued(const issued&) = delete;
    issued& operator=(const issued&) = delete;

    certificate_files files() const {
        return {directory_ / "certificate.pem", directory_ / "certificate.key"};
    }

  private:
    template <class Write>
    static void write(const std::filesystem::path& path, Write write) {
        FILE* to = std::fopen(path.c_str(), "w");
        ASSERT_NE(to, nullptr);
        write(to);
        std::fclose(to);
    }

    std::filesystem::path directory_;
};

struct serving {
    explicit serving(const certificate_files& from)
        : served({.within = {.request_timeout_ms = 20, .linger_timeout_ms = 20},
                  .shown = std::make_shared<const certificate>(from)},
                 [](const wire::request&) { return wire::reply{200, {}, "answered"}; }),
          thread([this] { served.run(); }) {}
    ~serving() { served.stop(); }

    listener served;
    std::jthread thread;
};

TEST(tls, does_not_wait_for_ever_for_a_greeting) {
    const issued by;
    const serving on(by.files());
    raw_client silent(on.served.port());
    EXPECT_TRUE(silent.is_closed_by_server());
    raw_client slow(on.served.port());
    slow.send("\x16\x03\x01\x02"); // the start of a greeting
    slow.receive_rest();
}

TEST(tls, says_nothing_to_those_who_speak_without_it) {
    const issued by;
    const serving on(by.files());
    raw_client plain(on.served.port());
    plain.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(plain.receive_rest().find("HTTP"), std::string::npos);
}

TEST(tls, shows_only_a_certificate_whose_key_it_has) {
    const issued one;
    const issued other;
    const auto shows = [](const certificate_files& from) { certificate made(from); };
    EXPECT_NO_THROW(shows(one.files()));
    EXPECT_THROW(shows({one.files().chain, other.files().key}), std::runtime_error);
    EXPECT_THROW(shows({one.files().key, one.files().key}), std::runtime_error);
    EXPECT_THROW(shows({one.files().chain, "/nowhere"}), std::runtime_error);
}

} // namespace
} // namespace cppo::server
