// Verification of AWS Signature Version 4, in its header and its query form (R-SIG-01).
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ground/instant.h"
#include "service/command/actor.h"
#include "wire/message/fault.h"
#include "wire/message/message.h"
#include "wire/signature/authorization.h"

namespace cppo::wire {

// An access key and who calls with it.
struct credential {
    std::string access_key_id;
    std::string secret;
    std::string session_token; // empty: long-lived
    service::actor who;
    std::optional<instant> expires_at = {}; // of a temporary key
    bool by_query = false; // it signed the query form, which whoever has the address may send
};

// Where a service is: in one region, or in each that AWS has (R-PRO-05).
enum class regions { home, all };

using find_credential = std::function<std::optional<credential>(std::string_view access_key_id)>;

// Derived signing keys, since deriving one costs more than the rest of a verification. Bounded; a
// key is found by its secret too, so it cannot outlive a changed one.
class signing_key_cache;

// Safe to use from several threads at once; copies share their cache.
class verifier {
  public:
    static constexpr std::int64_t skew_ms_max = 15 * 60 * 1000;

    verifier(find_credential find, std::function<instant()> real_now,
             std::string home = "us-east-1");

    // The credential that signed the request for one of these services, in a region where they are;
    // else the fault AWS would answer, by its order of checks. The body must be signed, as must the
    // host and every header that changes the meaning. The same signature may come again: clients
    // retry.
    std::expected<credential, fault> verify(const request& from,
                                            std::span<const std::string_view> services,
                                            regions where = regions::home) const;

  private:
    std::optional<fault> check_time(const signature_claim& claim) const;
    std::optional<fault> check_scope(const signature_claim& claim, const signing_scope& scope,
                                     std::span<const std::string_view> services,
                                     regions where) const;
    std::optional<fault> check_signature(const request& from, const signature_claim& claim,
                                         const signing_scope& scope,
                                         const credential& signer) const;
    std::optional<fault> check_session(const signature_claim& claim,
                                       const credential& signer) const;

    find_credential find_;
    std::function<instant()> real_now_;
    std::string home_;
    std::shared_ptr<signing_key_cache> keys_;
};

} // namespace cppo::wire
