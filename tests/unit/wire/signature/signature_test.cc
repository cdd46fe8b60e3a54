#include "wire/signature/signature.h"

#include <gtest/gtest.h>

#include "wire/signature/canonical.h"
#include "wire/signature/digest.h"
#include "wire/signature/signer.h"

namespace cppo::wire {
namespace {

// The key, the date and the signatures are those of AWS's published SigV4 test suite, or were
// computed for it with botocore and with Python's hmac.
constexpr std::string_view suite_secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr std::string_view suite_scope = "20150830/us-east-1/service/aws4_request";
constexpr std::string_view vanilla_signature =
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
constexpr std::string_view mismatch =
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details.";

credential long_lived() {
    return {"AKIDEXAMPLE",
            std::string(suite_secret),
            "",
            {.account = account_id::minted("111122223333"), .user = user_id::minted("usr-1")}};
}

instant suite_time() {
    return *instant::parse("2015-08-30T12:36:00Z");
}

verifier verifier_at(instant now) {
    return verifier(
        [](std::string_view key) -> std::optional<credential> {
            credential found = long_lived();
            if (key == "AKIDEXAMPLE") return found;
            if (key != "ASIATEMPORARY") return {};
            found.access_key_id = key;
            found.session_token = "session/token==";
            found.expires_at = suite_time().plus_ms(60'000);
            return found;
        },
        [now] { return now; });
}

std::expected<credential, fault> verify(const request& from, instant now = suite_time()) {
    const std::string_view services[] = {"service"};
    return verifier_at(now).verify(from, services);
}

std::string authorization(std::string_view names, std::string_view signature,
                          std::string_view scope = suite_scope) {
    return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + std::string(scope) +
           ", SignedHeaders=" + std::string(names) + ", Signature=" + std::string(signature);
}

request suite_request(std::string method, std::string target, std::vector<header> more = {}) {
    std::vector<header> headers = {{"Host", "example.amazonaws.com"},
                                   {"X-Amz-Date", "20150830T123600Z"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return {std::move(method), std::move(target), std::move(headers), "", ""};
}

request with_authorization(std::string text) {
    return suite_request("GET", "/", {{"Authorization", std::move(text)}});
}

void expect_fault(const std::expected<credential, fault>& answer, std::string_view name,
                  std::string_view message) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().name, name);
    EXPECT_EQ(answer.error().message, message);
    EXPECT_EQ(answer.error().status, 403);
}

// The signature under which the request is taken; empty where it is refused.
void expect_signature(request from, std::string_view names, std::string_view signature) {
    from.headers.push_back({"Authorization", authorization(names, signature)});
    const auto answer = verify(from);
    EXPECT_TRUE(answer) << from.target << ": " << answer.error().message;
}

TEST(signature, get_vanilla) {
    expect_signature(suite_request("GET", "/"), "host;x-amz-date", vanilla_signature);
    EXPECT_EQ(verify(with_authorization(authorization("host;x-amz-date", vanilla_signature)))
                  ->who.account.text(),
              "111122223333");
}

TEST(signature, normalize_path) {
    for (const char* path : {"/", "//", "/./", "/example/..", "/example1/example2/../.."})
        expect_signature(suite_request("GET", path), "host;x-amz-date", vanilla_signature);
    expect_signature(suite_request("GET", "/./example"), "host;x-amz-date",
                     "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5");
    expect_signature(suite_request("GET", "//example//"), "host;x-amz-date",
                     "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84");
    expect_signature(
        suite_request("GET",
                      "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
                      "xyz"),
        "host;x-amz-date", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f");
}

TEST(signature, an_escape_in_the_path_is_encoded_again) {
    EXPECT_EQ(canonical_path("/tags/arn%3Aaws%2Fdp-1"), "/tags/arn%253Aaws%252Fdp-1");
    expect_signature(suite_request("GET", "/tags/arn%3Aaws%2Fdp-1?tagKeys=b%20c&tagKeys=a"),
                     "host;x-amz-date",
                     "c9dff89c0e35afc551257f0f0eeb7171935a032d1de5769703f660aa49859673");
}

TEST(signature, get_vanilla_query_order_key) {
    expect_signature(suite_request("GET", "/?Param2=value2&Param1=value1"), "host;x-amz-date",
                     "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    EXPECT_EQ(canonical_query("b&a=2&a=1&X-Amz-Signature=0"), "a=1&a=2&b=");
}

TEST(signature, get_header_value_trim_and_key_duplicate) {
    expect_signature(
        suite_request("GET", "/", {{"My-Header1", " value1 "}, {"My-Header2", " \"a   b   c\""}}),
        "host;my-header1;my-header2;x-amz-date",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    expect_signature(
        suite_request(
            "GET", "/",
            {{"My-Header1", "value2"}, {"my-header1", "value2"}, {"My-Header1", "value1"}}),
        "host;my-header1;x-amz-date",
        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
}

TEST(signature, post_with_a_body) {
    request form =
        suite_request("POST", "/", {{"Content-Type", "application/x-www-form-urlencoded"}});
    form.body = "Param1=value1";
    expect_signature(form, "content-type;host;x-amz-date",
                     "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    request json = suite_request(
        "POST", "/", {{"Content-Type", "application/x-amz-json-1.0"}, {"X-Amz-Target", "S.Op"}});
    json.body = R"({"a":1})";
    expect_signature(json, "content-type;host;x-amz-date;x-amz-target",
                     "fed9b6c47d605fd4788365dacd2b16f8c35db400da834e7d2fb17130a383424a");
}

TEST(signature, separators_of_the_authorization_header_may_vary) {
    for (const char* between : {",", ", ", " ", ",  "}) {
        const std::string text = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" +
                                 std::string(suite_scope) + between +
                                 "SignedHeaders=host;x-amz-date" + between +
                                 "Signature=" + std::string(vanilla_signature);
        EXPECT_TRUE(verify(with_authorization(text))) << text;
    }
}

constexpr std::string_view presigned =
    "/DescribeEntity?catalog=AWSMarketplace&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
    "AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z"
    "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="
    "5ffe13106ca49e6b515129df33406cfea4830dffca169d8075688902619cdb25";

request presigned_request(std::string_view target = presigned) {
    return {"GET", std::string(target), {{"Host", "example.amazonaws.com"}}, "", ""};
}

TEST(signature, a_presigned_request_is_valid_until_it_expires) {
    EXPECT_TRUE(verify(presigned_request()));
    EXPECT_TRUE(verify(presigned_request(), suite_time().plus_ms(60'000)));
    expect_fault(verify(presigned_request(), suite_time().plus_ms(61'000)),
                 "InvalidSignatureException",
                 "Signature expired: 20150830T123700Z is now earlier than 20150830T123701Z");
    std::string changed(presigned);
    changed.replace(changed.find("Expires=60"), 10, "Expires=61");
    expect_fault(verify(presigned_request(changed)), "InvalidSignatureException", mismatch);
    for (const char* expires : {"0", "604801", "x", "1e3"}) {
        std::string outside(presigned);
        outside.replace(outside.find("Expires=60"), 10, std::string("Expires=") + expires);
        expect_fault(verify(presigned_request(outside)), "IncompleteSignatureException",
                     "X-Amz-Expires must be a number of seconds from 1 to 604800. Got '" +
                         std::string(expires) + "'.");
    }
}

TEST(signature, refuses_two_forms_at_once) {
    request both = presigned_request();
    both.headers.push_back({"Authorization", authorization("host", "0")});
    expect_fault(verify(both), "InvalidSignatureException",
                 "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP "
                 "header.");
}

TEST(signature, refuses_a_request_without_any) {
    request bare = suite_request("POST", "/", {{"X-Amz-Target", "S.Op"}});
    expect_fault(verify(bare), "MissingAuthenticationTokenException",
                 "Request is missing Authentication Token");
    expect_fault(verify(suite_request("GET", "/")), "MissingAuthenticationTokenException",
                 "Missing Authentication Token");
    expect_fault(verify(with_authorization("Bearer x")), "MissingAuthenticationTokenException",
                 "Missing Authentication Token");
}

TEST(signature, names_every_missing_part) {
    expect_fault(
        verify(with_authorization("AWS4-HMAC-SHA256 Credential=a\xff")),
        "IncompleteSignatureException",
        "Authorization header requires 'Signature' parameter. Authorization header requires "
        "'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a?");
    request dateless = with_authorization("AWS4-X");
    std::erase_if(dateless.headers, [](const header& each) { return each.name == "X-Amz-Date"; });
    expect_fault(
        verify(dateless), "IncompleteSignatureException",
        "Authorization header requires 'Credential' parameter. Authorization header requires "
        "'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. "
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' "
        "header. Authorization=AWS4-X");
    expect_fault(verify(presigned_request("/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=1"
                                          "&X-Amz-Credential=c&X-Amz-Expires=1&X-Amz-Signature=")),
                 "IncompleteSignatureException",
                 "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string "
                 "parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string "
                 "parameters.");
}

TEST(signature, refuses_a_header_that_is_there_twice) {
    const std::string signed_once = authorization("host;x-amz-date", vanilla_signature);
    for (const std::string name : {"Authorization", "Host", "X-Amz-Date", "Date",
                                   "X-Amz-Security-Token", "X-Amz-Content-Sha256"}) {
        request from = with_authorization(signed_once);
        for (int count = from.find_header(name) ? 1 : 0; count < 2; ++count)
            from.headers.push_back({in_small_letters(name), "x"});
        expect_fault(verify(from), "IncompleteSignatureException",
                     "The request has the header '" + name + "' more than once.");
    }
    EXPECT_TRUE(verify(suite_request(
        "GET", "/", {{"Authorization", signed_once}, {"Date", "Sun, 30 Aug 2015 12:36:00 GMT"}})));
}

TEST(signature, refuses_an_element_that_is_there_twice) {
    const std::string once = authorization("host;x-amz-date", vanilla_signature);
    for (const std::string name : {"Credential", "Signature", "SignedHeaders"})
        for (const std::string& text :
             {once + ", " + name + "=x", "AWS4-HMAC-SHA256 " + name + "=x, " + once.substr(17),
              once + ", " + name + "="})
            expect_fault(verify(with_authorization(text)), "IncompleteSignatureException",
                         "Authorization header has the '" + name + "' parameter more than once.");
    expect_fault(verify(with_authorization(authorization("host;x-amz-date;host", "0"))),
                 "IncompleteSignatureException", "SignedHeaders names 'host' more than once.");
}

TEST(signature, refuses_a_parameter_that_is_there_twice) {
    const request once = presigned_request();
    for (const std::string name : {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature",
                                   "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"})
        for (const std::string& more : {name + "=x", "X%2D" + name.substr(2) + "=x"}) {
            request twice = once;
            twice.target += '&' + more;
            expect_fault(verify(twice), "IncompleteSignatureException",
                         "The query string has the parameter '" + name + "' more than once.");
        }
}

TEST(signature, refuses_what_is_in_the_query_and_in_a_header) {
    for (const std::string name : {"X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date"}) {
        request from = with_authorization(authorization("host;x-amz-date", vanilla_signature));
        from.target = "/?" + name + "=x";
        expect_fault(verify(from), "InvalidSignatureException",
                     "Found both '" + name +
                         "' as a query-string param and 'Authorization' as HTTP header.");
    }
    request dated = presigned_request();
    dated.headers.push_back({"X-Amz-Date", "20150830T123600Z"});
    expect_fault(verify(dated), "InvalidSignatureException",
                 "Found 'X-Amz-Date' both as a query-string param and as an HTTP header.");
}

TEST(signature, refuses_a_date_in_another_form) {
    for (const char* date : {"2015-08-30T12:36:00Z", "20150830T246000Z", "20150830T123600X", "x"}) {
        request from = with_authorization(authorization("host", "0"));
        from.headers[1].value = date;
        expect_fault(verify(from), "IncompleteSignatureException",
                     "Date must be in ISO-8601 'basic format'. Got '" + std::string(date) +
                         "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
}

TEST(signature, allows_fifteen_minutes_of_skew_either_way) {
    const request from = with_authorization(authorization("host;x-amz-date", vanilla_signature));
    EXPECT_TRUE(verify(from, suite_time().plus_ms(15 * 60'000)));
    EXPECT_TRUE(verify(from, suite_time().plus_ms(-15 * 60'000)));
    expect_fault(verify(from, suite_time().plus_ms(15 * 60'000 + 1000)),
                 "InvalidSignatureException",
                 "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z "
                 "(20150830T125101Z - 15 min.)");
    expect_fault(verify(from, suite_time().plus_ms(-15 * 60'000 - 1000)),
                 "InvalidSignatureException",
                 "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z "
                 "(20150830T122059Z + 15 min.)");
}

TEST(signature, what_changes_the_meaning_must_be_signed) {
    expect_fault(verify(with_authorization(authorization("x-amz-date", "0"))),
                 "InvalidSignatureException",
                 "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    for (const char* name :
         {"X-Amz-Target", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "Smithy-Protocol"}) {
        request from = with_authorization(authorization("host;x-amz-date", vanilla_signature));
        from.headers.push_back({name, "x"});
        expect_fault(
            verify(from), "InvalidSignatureException",
            "'" + std::string(name) + "' must be a 'SignedHeader' in the AWS Authorization.");
    }
}

TEST(signature, refuses_another_algorithm_and_credentials_without_five_parts) {
    std::string other = authorization("host", "0");
    other.replace(0, 16, "AWS4-HMAC-SHA512");
    expect_fault(verify(with_authorization(other)), "IncompleteSignatureException",
                 "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'");
    expect_fault(verify(with_authorization(authorization("host", "0", "a/b"))),
                 "IncompleteSignatureException",
                 "Credential must have exactly 5 slash-delimited elements, e.g. "
                 "keyid/date/region/service/term, got 'AKIDEXAMPLE/a/b'");
}

TEST(signature, refuses_each_part_of_another_scope) {
    const std::pair<const char*, const char*> rows[] = {
        {"20150830/eu-west-1/service/aws4_request",
         "Credential should be scoped to a valid region, not 'eu-west-1'."},
        {"20150830/us-east-1/s3/aws4_request",
         "Credential should be scoped to correct service: 'service'."},
        {"20150830/us-east-1/service/aws5_request",
         "Credential should be scoped with a valid terminator: 'aws4_request', not "
         "'aws5_request'."},
        {"20150829/us-east-1/service/aws4_request",
         "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
         "HTTP: "
         "'20150829' != '20150830', from '20150830T123600Z'."},
    };
    for (const auto& [scope, message] : rows)
        expect_fault(verify(with_authorization(authorization("host", "0", scope))),
                     "InvalidSignatureException", message);
}

TEST(signature, refuses_an_unknown_key) {
    std::string text = authorization("host;x-amz-date", vanilla_signature);
    text.replace(text.find("AKIDEXAMPLE"), 11, "AKIDUNKNOWN");
    expect_fault(verify(with_authorization(text)), "UnrecognizedClientException",
                 "The security token included in the request is invalid.");
}

TEST(signature, refuses_whatever_was_changed_after_signing) {
    const std::string good = authorization("host;x-amz-date", vanilla_signature);
    std::string flipped = good;
    flipped.back() = '2';
    std::vector<request> changed(5, with_authorization(good));
    changed[0].headers[2].value = flipped;
    changed[1].headers[0].value = "example.com";
    changed[2].method = "POST";
    changed[3].target = "/?a=b";
    changed[4].body = "{}";
    changed.push_back(with_authorization(authorization("absent;host;x-amz-date", "0")));
    for (const request& each : changed)
        expect_fault(verify(each), "InvalidSignatureException", mismatch);
}

const signing_identity suite_identity{"AKIDEXAMPLE", std::string(suite_secret), "", "us-east-1",
                                      "service"};

TEST(signature, the_payload_hash_must_be_that_of_the_body) {
    const std::pair<std::string, const char*> rows[] = {
        {hex(sha256("{}")), nullptr},
        {hex(sha256("{ }")),
         "The provided 'x-amz-content-sha256' header does not match what was computed."},
        {"UNSIGNED-PAYLOAD",
         "The payload must be signed as a whole: 'X-Amz-Content-Sha256' must be its SHA-256."},
        {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
         "The payload must be signed as a whole: 'X-Amz-Content-Sha256' must be its SHA-256."},
    };
    for (const auto& [value, message] : rows) {
        request from{"POST", "/", {{"Host", "h:1"}, {"X-Amz-Content-Sha256", value}}, "{}", ""};
        sign(from, suite_identity, suite_time());
        if (message)
            expect_fault(verify(from), "InvalidSignatureException", message);
        else
            EXPECT_TRUE(verify(from));
    }
}

TEST(signature, post_sts_token) {
    request from{"POST", "/", {{"Host", "example.amazonaws.com"}}, "", ""};
    signing_identity by = suite_identity;
    by.session_token = "session/token==";
    sign(from, by, suite_time());
    EXPECT_EQ(from.find_header("authorization"),
              authorization("host;x-amz-date;x-amz-security-token",
                            "e31f6bded786072d14cfc4480a842f59e40840a2307ac8b04d652fef0f8c494a"));
}

request signed_with_token(std::string key, std::string token) {
    signing_identity by = suite_identity;
    by.access_key_id = std::move(key);
    by.session_token = std::move(token);
    request from{"POST", "/a?b=c", {{"Host", "h:1"}, {"User-Agent", "u"}}, "{}", ""};
    sign(from, by, suite_time());
    return from;
}

TEST(signature, a_session_token_belongs_to_its_key_and_ends) {
    const char* invalid = "The security token included in the request is invalid";
    const request good = signed_with_token("ASIATEMPORARY", "session/token==");
    EXPECT_TRUE(verify(good));
    expect_fault(verify(good, suite_time().plus_ms(60'000)), "ExpiredTokenException",
                 "The security token included in the request is expired");
    expect_fault(verify(signed_with_token("ASIATEMPORARY", "")), "UnrecognizedClientException",
                 invalid);
    expect_fault(verify(signed_with_token("ASIATEMPORARY", "other")), "UnrecognizedClientException",
                 invalid);
    expect_fault(verify(signed_with_token("AKIDEXAMPLE", "session/token==")),
                 "UnrecognizedClientException", invalid);
}

TEST(signature, a_changed_secret_counts_at_once) {
    std::string secret = "old";
    const verifier changing(
        [&](std::string_view) {
            credential found = long_lived();
            found.secret = secret;
            return found;
        },
        [] { return suite_time(); });
    const std::string_view services[] = {"service"};
    request from{"GET", "/", {{"Host", "h"}}, "", ""};
    signing_identity by = suite_identity;
    by.secret = "old";
    sign(from, by, suite_time());
    EXPECT_TRUE(changing.verify(from, services));
    EXPECT_TRUE(changing.verify(from, services)) << "a client may repeat its request";
    secret = "new";
    EXPECT_FALSE(changing.verify(from, services));
}

TEST(signature, request_ids_are_random_uuids) {
    const std::string id = new_request_id();
    EXPECT_EQ(id.size(), 36U);
    EXPECT_EQ(id[14], '4');
    EXPECT_NE(id, new_request_id());
}

} // namespace
} // namespace cppo::wire
