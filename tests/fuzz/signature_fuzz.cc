// Signatures from outside. An input is a request as text: `METHOD target`, header lines, an empty
// line, the body. As it comes, it is taken only where the reference below comes to the same
// signature; signed by our own signer, it is taken, and refused once anything in it is changed.
#include <algorithm>

#include "fuzz/expect.h"
#include "wire/signature/canonical.h"
#include "wire/signature/signature.h"
#include "wire/signature/signer.h"

namespace cppo::fuzz {
namespace {

using namespace wire;

// The key and the moment of AWS's published test suite.
constexpr std::string_view key_id = "AKIDEXAMPLE";
constexpr std::string_view secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr std::string_view services[] = {"service"};

instant now() {
    return *instant::parse("2015-08-30T12:36:00Z");
}

const verifier& gate() {
    static const verifier made(
        [](std::string_view id) -> std::optional<credential> {
            if (id != key_id) return {};
            return credential{
                std::string(key_id),
                std::string(secret),
                "",
                {.account = account_id::minted("111122223333"), .user = user_id::minted("usr-1")}};
        },
        now);
    return made;
}

std::string_view take_line(std::string_view& from) {
    const std::string_view line = from.substr(0, from.find('\n'));
    from.remove_prefix(std::min(from.size(), line.size() + 1));
    return line;
}

bool is_header_text(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

request request_from(std::string_view text) {
    request made;
    const std::string_view first = take_line(text);
    const auto space = first.find(' ');
    made.method = first.substr(0, space);
    made.target = space == std::string_view::npos ? "/" : std::string(first.substr(space + 1));
    for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
        const auto colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos) continue;
        made.headers.push_back(
            {std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
    }
    made.body = text;
    return made;
}

bool is_taken(const request& from) {
    const auto answer = gate().verify(from, services);
    if (!answer)
        expect(answer.error().status == 403 && answer.error().name.ends_with("Exception"),
               "a refusal is one of AWS's");
    return answer.has_value();
}

void claims_are_whole(const request& from) {
    const auto claim = parse_claim(from);
    if (!claim) return;
    expect(std::ranges::is_sorted(claim->signed_headers), "the names are sorted");
    expect(parse_basic_time(claim->when) == claim->at, "the moment is what was written");
    expect(!claim->signature.empty() && !claim->credential.empty(), "no part is missing");
    expect(!claim->expires_s || (*claim->expires_s > 0 && *claim->expires_s <= 604'800),
           "a signature in the query ends within a week");
}

// What is taken was signed by who knows the secret, over host and body.
void is_taken_only_if_signed(const request& from) {
    if (!is_taken(from)) return;
    const signature_claim claim = *parse_claim(from);
    const signing_scope scope{claim.when.substr(0, 8), "us-east-1", "service"};
    const auto canonical = canonical_request(from, claim.signed_headers, hex(sha256(from.body)));
    expect(canonical.has_value(), "all signed headers are there");
    expect(claim.signature == hex(keyed_sha256(signing_key(secret, scope),
                                               string_to_sign(claim.when, scope, *canonical))),
           "the signature is the right one");
    expect(std::ranges::count(claim.signed_headers, "host") == 1, "the host is signed");
}

bool is_of_signature(const header& each) {
    const std::string name = in_small_letters(each.name);
    return name == "authorization" || name == "date" || name.starts_with("x-amz-") ||
           name == "host" || !is_header_text(each.name) || !is_header_text(each.value) ||
           name.find_first_of(" ;,=") != std::string::npos;
}

request changed(request from, void (*change)(request&)) {
    change(from);
    return from;
}

void is_taken_until_changed(request from) {
    if (from.target.find("X-Amz-") != std::string::npos || !is_header_text(from.target) ||
        !from.target.starts_with('/'))
        from.target = "/";
    std::erase_if(from.headers, is_of_signature);
    from.headers.push_back({"Host", "localhost:8080"});
    sign(from, {std::string(key_id), std::string(secret), "", "us-east-1", "service"}, now());
    expect(is_taken(from), "what was signed is taken");
    constexpr void (*changes[])(request&) = {
        [](request& it) { it.method += 'X'; },
        [](request& it) { it.body += ' '; },
        [](request& it) { it.target.insert(it.path().size(), "/x"); },
        [](request& it) { it.target += it.query().empty() ? "?a=b" : "&a=b"; },
        [](request& it) { it.headers.back().value.back() ^= 1; },
        [](request& it) { it.headers.push_back({"host", "elsewhere"}); },
        [](request& it) { it.headers.push_back({"X-Amz-Target", "Service.Operation"}); },
        [](request& it) { it.headers.push_back({"x-amz-security-token", "token"}); },
        [](request& it) { it.headers.push_back({"smithy-protocol", "rpc-v2-cbor"}); },
    };
    for (auto* change : changes)
        expect(!is_taken(changed(from, change)), "what was changed is refused");
}

void canonical_forms_stand_still(const request& from) {
    const std::string path = canonical_path(from.path());
    expect(path.starts_with('/') && path.find("//") == std::string::npos,
           "a canonical path has no empty segments");
    const std::string query = canonical_query(from.query());
    expect(canonical_query(query) == query, "a canonical query is its own canonical form");
}

} // namespace
} // namespace cppo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cppo::fuzz;
    const auto from = request_from(text_of(data, size));
    claims_are_whole(from);
    is_taken_only_if_signed(from);
    canonical_forms_stand_still(from);
    is_taken_until_changed(from);
    return 0;
}
