#include "wire/signature/signature.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <unordered_map>

#include "wire/signature/canonical.h"
#include "wire/signature/digest.h"

namespace cppo::wire {

class signing_key_cache {
  public:
    digest get(std::string_view secret, const signing_scope& scope) {
        // The name is a hash, so that secrets do not linger here.
        const digest name = sha256(std::string(secret) + '\n' + scope.text());
        {
            const std::lock_guard lock(mutex_);
            if (const auto found = keys_.find(name); found != keys_.end()) return found->second;
        }
        const digest key = signing_key(secret, scope);
        const std::lock_guard lock(mutex_);
        if (keys_.size() >= keys_max) keys_.clear();
        keys_.emplace(name, key);
        return key;
    }

  private:
    static constexpr std::size_t keys_max = 4096;

    struct first_bytes {
        std::size_t operator()(const digest& of) const {
            std::size_t bytes;
            std::memcpy(&bytes, of.data(), sizeof bytes);
            return bytes;
        }
    };

    std::mutex mutex_;
    std::unordered_map<digest, digest, first_bytes> keys_;
};

namespace {

constexpr std::string_view bad_signature =
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details.";

bool is_signed(const signature_claim& claim, std::string_view name) {
    return std::ranges::binary_search(claim.signed_headers, name);
}

// Whoever stands between could otherwise change what the request means.
std::optional<fault> check_signed_headers(const request& from, const signature_claim& claim) {
    if (!is_signed(claim, "host"))
        return invalid_signature(
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    for (const std::string_view name :
         {"X-Amz-Target", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "Smithy-Protocol",
          "Idempotency-Key"})
        if (from.find_header(name) && !is_signed(claim, in_small_letters(name)))
            return invalid_signature("'" + std::string(name) +
                                     "' must be a 'SignedHeader' in the AWS Authorization.");
    return {};
}

std::expected<std::string, fault> get_payload_hash(const request& from) {
    const std::string computed = hex(sha256(from.body));
    const auto claimed = from.find_header("x-amz-content-sha256");
    if (!claimed || *claimed == computed) return computed;
    if (*claimed == "UNSIGNED-PAYLOAD" || claimed->starts_with("STREAMING-"))
        return std::unexpected(
            invalid_signature("The payload must be signed as a whole: "
                              "'X-Amz-Content-Sha256' must be its SHA-256."));
    return std::unexpected(invalid_signature(
        "The provided 'x-amz-content-sha256' header does not match what was computed."));
}

std::vector<std::string> split_credential(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const auto slash = text.find('/');
        parts.emplace_back(text.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        text.remove_prefix(slash + 1);
    }
}

// Whether AWS could have a region of that name, in one of its partitions: us-gov-west-1.
bool is_region(std::string_view name) {
    constexpr std::array<std::string_view, 11> areas{"af", "ap", "ca", "cn", "eu", "eusc",
                                                     "il", "me", "mx", "sa", "us"};
    std::vector<std::string_view> parts;
    while (true) {
        const auto dash = name.find('-');
        parts.push_back(name.substr(0, dash));
        if (dash == std::string_view::npos) break;
        name.remove_prefix(dash + 1);
    }
    const auto all_in = [](std::string_view text, char first, char last) {
        return !text.empty() &&
               std::ranges::all_of(text, [=](char c) { return c >= first && c <= last; });
    };
    return (parts.size() == 3 || parts.size() == 4) &&
           std::ranges::find(areas, parts[0]) != areas.end() && all_in(parts.back(), '0', '9') &&
           std::ranges::all_of(std::span(parts).subspan(1, parts.size() - 2),
                               [&](std::string_view part) { return all_in(part, 'a', 'z'); });
}

std::string joined(std::span<const std::string_view> names) {
    std::string text;
    for (const std::string_view name : names) {
        if (!text.empty()) text += ", ";
        text += '\'' + std::string(name) + '\'';
    }
    return text;
}

} // namespace

verifier::verifier(find_credential find, std::function<instant()> real_now, std::string home)
    : find_(std::move(find)),
      real_now_(std::move(real_now)),
      home_(std::move(home)),
      keys_(std::make_shared<signing_key_cache>()) {}

std::expected<credential, fault> verifier::verify(const request& from,
                                                  std::span<const std::string_view> services,
                                                  regions where) const {
    auto claim = parse_claim(from);
    if (!claim) return std::unexpected(std::move(claim).error());
    if (auto no = check_time(*claim)) return std::unexpected(std::move(*no));
    if (auto no = check_signed_headers(from, *claim)) return std::unexpected(std::move(*no));
    if (claim->algorithm != signing_algorithm)
        return std::unexpected(incomplete_signature("Unsupported AWS 'algorithm': '" +
                                                    printable(claim->algorithm) + "'"));
    const std::vector<std::string> parts = split_credential(claim->credential);
    if (parts.size() != 5)
        return std::unexpected(
            incomplete_signature("Credential must have exactly 5 slash-delimited elements, e.g. "
                                 "keyid/date/region/service/term, got '" +
                                 printable(claim->credential) + "'"));
    const signing_scope scope{parts[1], parts[2], parts[3], parts[4]};
    if (auto no = check_scope(*claim, scope, services, where))
        return std::unexpected(std::move(*no));
    auto signer = find_(parts[0]);
    if (!signer)
        return std::unexpected(
            unrecognized_client("The security token included in the request is invalid."));
    if (auto no = check_signature(from, *claim, scope, *signer))
        return std::unexpected(std::move(*no));
    if (auto no = check_session(*claim, *signer)) return std::unexpected(std::move(*no));
    signer->by_query = claim->expires_s.has_value();
    return *std::move(signer);
}

std::optional<fault> verifier::check_time(const signature_claim& claim) const {
    const instant now = real_now_();
    if (claim.at > now.plus_ms(skew_ms_max))
        return invalid_signature("Signature not yet current: " + claim.when +
                                 " is still later than " + basic_time(now.plus_ms(skew_ms_max)) +
                                 " (" + basic_time(now) + " + 15 min.)");
    if (claim.expires_s) {
        const instant end = claim.at.plus_ms(*claim.expires_s * std::int64_t{1000});
        if (now > end)
            return invalid_signature("Signature expired: " + basic_time(end) +
                                     " is now earlier than " + basic_time(now));
        return {};
    }
    if (claim.at < now.plus_ms(-skew_ms_max))
        return invalid_signature("Signature expired: " + claim.when + " is now earlier than " +
                                 basic_time(now.plus_ms(-skew_ms_max)) + " (" + basic_time(now) +
                                 " - 15 min.)");
    return {};
}

std::optional<fault> verifier::check_scope(const signature_claim& claim, const signing_scope& scope,
                                           std::span<const std::string_view> services,
                                           regions where) const {
    std::vector<std::string> wrong;
    if (scope.region != home_ && (where == regions::home || !is_region(scope.region)))
        wrong.push_back("Credential should be scoped to a valid region, not '" +
                        printable(scope.region) + "'.");
    if (std::ranges::find(services, scope.service) == services.end())
        wrong.push_back("Credential should be scoped to correct service: " + joined(services) +
                        ".");
    if (scope.terminator != "aws4_request")
        wrong.push_back(
            "Credential should be scoped with a valid terminator: 'aws4_request', not '" +
            printable(scope.terminator) + "'.");
    const std::string date = claim.when.substr(0, 8);
    if (scope.date != date)
        wrong.push_back(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
            "HTTP: '" +
            printable(scope.date) + "' != '" + date + "', from '" + claim.when + "'.");
    if (wrong.empty()) return {};
    std::string message;
    for (const std::string& each : wrong) message += (message.empty() ? "" : " ") + each;
    return invalid_signature(std::move(message));
}

std::optional<fault> verifier::check_signature(const request& from, const signature_claim& claim,
                                               const signing_scope& scope,
                                               const credential& signer) const {
    const auto payload_hash = get_payload_hash(from);
    if (!payload_hash) return payload_hash.error();
    const auto canonical = canonical_request(from, claim.signed_headers, *payload_hash);
    if (!canonical) return invalid_signature(std::string(bad_signature));
    const digest key = keys_->get(signer.secret, scope);
    const std::string expected =
        hex(keyed_sha256(key, string_to_sign(claim.when, scope, *canonical)));
    if (!same_secret(expected, claim.signature))
        return invalid_signature(std::string(bad_signature));
    return {};
}

std::optional<fault> verifier::check_session(const signature_claim& claim,
                                             const credential& signer) const {
    if (!same_secret(claim.session_token, signer.session_token))
        return unrecognized_client("The security token included in the request is invalid");
    if (signer.expires_at && real_now_() >= *signer.expires_at) return expired_token();
    return {};
}

} // namespace cppo::wire
