#include "wire/signature/signer.h"

#include <algorithm>
#include <array>
#include <set>

#include "wire/signature/canonical.h"

namespace cppo::wire {
namespace {

// botocore leaves the same ones out.
constexpr std::array unsigned_headers = {
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
};

std::vector<std::string> headers_to_sign(const request& from) {
    std::set<std::string> names;
    for (const header& each : from.headers) {
        std::string name = in_small_letters(each.name);
        if (std::ranges::find(unsigned_headers, name) == unsigned_headers.end())
            names.insert(std::move(name));
    }
    return {names.begin(), names.end()};
}

} // namespace

void sign(request& outgoing, const signing_identity& by, instant now) {
    const std::string when = basic_time(now);
    outgoing.headers.push_back({"X-Amz-Date", when});
    if (!by.session_token.empty())
        outgoing.headers.push_back({"X-Amz-Security-Token", by.session_token});
    const signing_scope scope{when.substr(0, 8), by.region, by.service};
    const std::vector<std::string> names = headers_to_sign(outgoing);
    const auto canonical = canonical_request(outgoing, names, hex(sha256(outgoing.body)));
    const std::string signature = hex(keyed_sha256(signing_key(by.secret, scope),
                                                   string_to_sign(when, scope, canonical.value())));
    outgoing.headers.push_back(
        {"Authorization", std::string(signing_algorithm) + " Credential=" + by.access_key_id + '/' +
                              scope.text() + ", SignedHeaders=" + joined_names(names) +
                              ", Signature=" + signature});
}

} // namespace cppo::wire
