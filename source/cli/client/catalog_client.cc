#include "cli/client/catalog_client.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <thread>

#include "service/command/market_clock.h"
#include "wire/value/notation.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;
using steady = std::chrono::steady_clock;
using kind = call_fault::kind;

constexpr std::string_view catalog = "AWSMarketplace";

// Which says that no other row would fare better.
constexpr std::array<std::string_view, 9> key_codes{"UnrecognizedClientException",
                                                    "InvalidSignatureException",
                                                    "IncompleteSignatureException",
                                                    "MissingAuthenticationToken",
                                                    "InvalidClientTokenId",
                                                    "SignatureDoesNotMatch",
                                                    "ExpiredTokenException",
                                                    "RequestExpired",
                                                    "MissingAuthenticationTokenException"};

// Answers of which asking later makes others. Open change sets are too many until some have ended.
constexpr std::array<std::string_view, 4> throttling_codes{
    "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded",
    "ServiceQuotaExceededException"};

template <std::size_t Count>
bool is_among(const std::array<std::string_view, Count>& codes, std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
}

std::string code_of(const wire::reply& from) {
    for (const wire::header& each : from.headers)
        if (wire::same_name(each.name, "x-amzn-errortype"))
            return each.value.substr(0, each.value.find(':'));
    return "HTTP" + std::to_string(from.status);
}

std::string message_of(const wire::reply& from) {
    const auto parsed = wire::parse_json(from.body);
    if (!parsed || !parsed->is_object()) return "The endpoint answered " + code_of(from) + ".";
    for (const char* name : {"message", "Message"})
        if (const auto found = wire::find_text(parsed->as_object(), name))
            return std::string(*found);
    return "";
}

call_fault fault_of(const wire::reply& from) {
    call_fault made{kind::refused, code_of(from), message_of(from)};
    if (from.status >= 500 || from.status == 429 || is_among(throttling_codes, made.code))
        made.what = kind::unavailable;
    else if (is_among(key_codes, made.code))
        made.what = kind::unknown_key;
    return made;
}

bool is_throttled(const call_fault& fault) {
    return is_among(throttling_codes, fault.code) || fault.code == "HTTP429";
}

bool has_ended(const json::object& set) {
    const std::string status = wire::text_or_empty(set, "Status");
    return status == "SUCCEEDED" || status == "FAILED" || status == "CANCELLED";
}

} // namespace

catalog_client::catalog_client(const endpoint_url& at, wire::signing_identity by,
                               const std::atomic<bool>& interrupted)
    : at_(at), by_(std::move(by)), interrupted_(interrupted), to_(at.origin) {}

catalog_answer catalog_client::start(const json::array& changes, const std::string& token,
                                     const std::string& intent) {
    json::object body{{"Catalog", catalog}, {"ChangeSet", changes}, {"ClientRequestToken", token}};
    if (intent != "APPLY") body["Intent"] = intent;
    return ask("POST", "/StartChangeSet", json::serialize(body));
}

catalog_answer catalog_client::await_end(const std::string& change_set) {
    constexpr wait_time patience{2 * 3'600'000};
    const std::string target =
        "/DescribeChangeSet?catalog=" + std::string(catalog) + "&changeSetId=" + change_set;
    const auto end = steady::now() + patience;
    backoff waits(wait_time(20), wait_time(4'000));
    for (;;) {
        auto set = ask("GET", target, "");
        if (!set || has_ended(*set)) return set;
        if (steady::now() > end)
            return std::unexpected(
                call_fault{kind::unavailable, "", "The change set does not end."});
        if (!pause(waits.next())) return std::unexpected(call_fault{kind::interrupted, "", ""});
    }
}

catalog_answer catalog_client::ask(const std::string& method, const std::string& target,
                                   const std::string& body) {
    const auto start = steady::now();
    backoff waits(wait_time(100), wait_time(5'000));
    for (;;) {
        auto answer = ask_once(method, target, body);
        if (answer || answer.error().what != kind::unavailable) return answer;
        const wait_time patience =
            is_throttled(answer.error()) ? throttled_patience : unavailable_patience;
        if (steady::now() - start > patience) return answer;
        if (!pause(waits.next())) return std::unexpected(call_fault{kind::interrupted, "", ""});
    }
}

catalog_answer catalog_client::ask_once(const std::string& method, const std::string& target,
                                        const std::string& body) {
    wire::request made{method, at_.path + target, {{"Host", at_.host}}, body, ""};
    if (!body.empty()) made.headers.push_back({"Content-Type", "application/json"});
    wire::sign(made, by_, service::system_now());
    try {
        const wire::reply reply = to_.send(made);
        if (reply.status != 200) return std::unexpected(fault_of(reply));
        auto parsed = wire::parse_json(reply.body, {.size_max = transport::answer_size_max});
        if (!parsed || !parsed->is_object())
            return std::unexpected(
                call_fault{kind::refused, "", "The endpoint's answer is no JSON object."});
        return std::move(parsed->as_object());
    } catch (const unreachable& failed) {
        return std::unexpected(call_fault{kind::unavailable, "", failed.what()});
    }
}

bool catalog_client::pause(wait_time length) const {
    constexpr wait_time glance{100};
    const auto end = steady::now() + length;
    while (!interrupted_ && steady::now() < end)
        std::this_thread::sleep_for(std::min<steady::duration>(glance, end - steady::now()));
    return !interrupted_;
}

} // namespace cppo::cli
