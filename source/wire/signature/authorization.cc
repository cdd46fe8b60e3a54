#include "wire/signature/authorization.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "wire/value/query.h"

namespace cppo::wire {
namespace {

constexpr int presigned_s_max = 604'800;

// What a signature is read from. Of two, another server may read the other.
constexpr std::array<std::string_view, 6> headers_read{
    "Authorization", "Host", "X-Amz-Date", "Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256"};
constexpr std::array<std::string_view, 3> elements_read{"Credential", "Signature", "SignedHeaders"};
constexpr std::array<std::string_view, 7> parameters_read{
    "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature",     "X-Amz-SignedHeaders",
    "X-Amz-Date",      "X-Amz-Expires",    "X-Amz-Security-Token"};

using pairs = std::vector<std::pair<std::string, std::string>>;

std::string find_pair(const pairs& in, std::string_view name) {
    for (const auto& [key, value] : in)
        if (key == name) return value;
    return {};
}

std::optional<std::string_view> find_repeated(const pairs& in,
                                              std::span<const std::string_view> names) {
    for (const std::string_view name : names)
        if (std::ranges::count(in, name, &pairs::value_type::first) > 1) return name;
    return {};
}

// The first of the query's parameters that are for signatures.
std::optional<std::string> find_signature_parameter(const pairs& query) {
    for (const std::string_view name : parameters_read)
        if (std::ranges::find(query, name, &pairs::value_type::first) != query.end())
            return std::string(name);
    return {};
}

// `Credential=a, SignedHeaders=b,Signature=c`, with commas, spaces or both between.
pairs parse_parameters(std::string_view text) {
    constexpr std::string_view separators = ", \t";
    pairs found;
    while (true) {
        const auto start = text.find_first_not_of(separators);
        if (start == std::string_view::npos) return found;
        text.remove_prefix(start);
        const std::string_view part = text.substr(0, text.find_first_of(separators));
        text.remove_prefix(part.size());
        const auto equals = part.find('=');
        if (equals != std::string_view::npos)
            found.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    }
}

std::vector<std::string> parse_signed_headers(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::string_view name = text.substr(0, text.find(';'));
        if (!name.empty()) names.push_back(in_small_letters(name));
        text.remove_prefix(std::min(text.size(), name.size() + 1));
    }
    std::ranges::sort(names);
    return names;
}

std::optional<fault> check_signed_once(const signature_claim& claim) {
    const auto twice = std::ranges::adjacent_find(claim.signed_headers);
    if (twice == claim.signed_headers.end()) return {};
    return incomplete_signature("SignedHeaders names '" + printable(*twice) + "' more than once.");
}

std::optional<fault> read_date(signature_claim& claim) {
    const auto at = parse_basic_time(claim.when);
    if (!at)
        return incomplete_signature("Date must be in ISO-8601 'basic format'. Got '" +
                                    printable(claim.when) +
                                    "'. See http://en.wikipedia.org/wiki/ISO_8601");
    claim.at = *at;
    return {};
}

std::expected<signature_claim, fault> parse_header_claim(const request& from,
                                                         std::string_view authorization) {
    const std::string_view algorithm = authorization.substr(0, authorization.find(' '));
    const pairs parameters = parse_parameters(authorization.substr(algorithm.size()));
    auto date = from.find_header("x-amz-date");
    if (!date) date = from.find_header("date");
    if (const auto twice = find_repeated(parameters, elements_read))
        return std::unexpected(incomplete_signature("Authorization header has the '" +
                                                    std::string(*twice) +
                                                    "' parameter more than once."));
    std::string missing;
    for (const std::string_view name : elements_read)
        if (find_pair(parameters, name).empty())
            missing += "Authorization header requires '" + std::string(name) + "' parameter. ";
    if (!date)
        missing +=
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
    if (!missing.empty())
        return std::unexpected(
            incomplete_signature(missing + "Authorization=" + printable(authorization)));
    signature_claim claim;
    claim.algorithm = algorithm;
    claim.credential = find_pair(parameters, "Credential");
    claim.signed_headers = parse_signed_headers(find_pair(parameters, "SignedHeaders"));
    claim.signature = find_pair(parameters, "Signature");
    claim.when = *date;
    claim.session_token = from.find_header("x-amz-security-token").value_or("");
    if (auto no = check_signed_once(claim)) return std::unexpected(std::move(*no));
    if (auto no = read_date(claim)) return std::unexpected(std::move(*no));
    return claim;
}

std::expected<signature_claim, fault> parse_query_claim(const request& from, const pairs& query) {
    if (const auto twice = find_repeated(query, parameters_read))
        return std::unexpected(incomplete_signature("The query string has the parameter '" +
                                                    std::string(*twice) + "' more than once."));
    for (const std::string_view name : {"X-Amz-Date", "X-Amz-Security-Token"})
        if (from.find_header(name) && !find_pair(query, name).empty())
            return std::unexpected(invalid_signature("Found '" + std::string(name) +
                                                     "' both as a query-string param and as an "
                                                     "HTTP header."));
    std::string missing;
    for (const std::string_view name : {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature",
                                        "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"})
        if (find_pair(query, name).empty())
            missing += "AWS query-string parameters must include '" + std::string(name) + "'. ";
    if (!missing.empty())
        return std::unexpected(
            incomplete_signature(missing + "Re-examine the query-string parameters."));
    signature_claim claim;
    claim.algorithm = find_pair(query, "X-Amz-Algorithm");
    claim.credential = find_pair(query, "X-Amz-Credential");
    claim.signed_headers = parse_signed_headers(find_pair(query, "X-Amz-SignedHeaders"));
    claim.signature = find_pair(query, "X-Amz-Signature");
    claim.when = find_pair(query, "X-Amz-Date");
    claim.session_token = find_pair(query, "X-Amz-Security-Token");
    if (auto no = check_signed_once(claim)) return std::unexpected(std::move(*no));
    if (auto no = read_date(claim)) return std::unexpected(std::move(*no));
    const std::string expires = find_pair(query, "X-Amz-Expires");
    int expires_s = 0;
    const auto [end, error] =
        std::from_chars(expires.data(), expires.data() + expires.size(), expires_s);
    if (error != std::errc() || end != expires.data() + expires.size() || expires_s < 1 ||
        expires_s > presigned_s_max)
        return std::unexpected(incomplete_signature(
            "X-Amz-Expires must be a number of seconds from 1 to 604800. Got '" +
            printable(expires) + "'."));
    claim.expires_s = expires_s;
    return claim;
}

std::string claimed_credential(const request& from) {
    const auto authorization = from.find_header("authorization");
    return authorization ? find_pair(parse_parameters(*authorization), "Credential")
                         : find_pair(parse_query(from.query()), "X-Amz-Credential");
}

} // namespace

std::expected<signature_claim, fault> parse_claim(const request& from) {
    if (const auto twice = from.find_repeated(headers_read))
        return std::unexpected(incomplete_signature("The request has the header '" +
                                                    std::string(*twice) + "' more than once."));
    const pairs query = parse_query(from.query());
    const auto in_query = find_signature_parameter(query);
    const auto authorization = from.find_header("authorization");
    if (in_query && authorization)
        return std::unexpected(invalid_signature("Found both '" + *in_query +
                                                 "' as a query-string param and "
                                                 "'Authorization' as HTTP header."));
    if (in_query) return parse_query_claim(from, query);
    if (!authorization || !authorization->starts_with("AWS4-"))
        return std::unexpected(missing_authentication_token(from));
    return parse_header_claim(from, *authorization);
}

bool is_signature_parameter(std::string_view name) {
    return std::ranges::find(parameters_read, name) != parameters_read.end();
}

std::string claimed_access_key(const request& from) {
    const std::string credential = claimed_credential(from);
    return credential.substr(0, credential.find('/'));
}

std::string claimed_service(const request& from) {
    std::string rest = claimed_credential(from);
    for (int part = 0; part < 3; ++part) {
        const auto slash = rest.find('/');
        if (slash == std::string::npos) return {};
        rest.erase(0, slash + 1);
    }
    return rest.substr(0, rest.find('/'));
}

fault missing_authentication_token(const request& from) {
    // restJson services stand behind a gateway that words it differently.
    const bool has_target = from.find_header("x-amz-target").has_value();
    return {"MissingAuthenticationTokenException",
            403,
            has_target ? "Request is missing Authentication Token" : "Missing Authentication Token",
            {}};
}

fault incomplete_signature(std::string message) {
    return {"IncompleteSignatureException", 403, std::move(message), {}};
}

fault invalid_signature(std::string message) {
    return {"InvalidSignatureException", 403, std::move(message), {}};
}

fault unrecognized_client(std::string message) {
    return {"UnrecognizedClientException", 403, std::move(message), {}};
}

fault expired_token() {
    return {
        "ExpiredTokenException", 403, "The security token included in the request is expired", {}};
}

} // namespace cppo::wire
