#include "cli/calls/call_verb.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/client/bad_input.h"
#include "cli/client/caller.h"
#include "cli/client/transport.h"
#include "service/command/market_clock.h"
#include "service/secrets/digest.h"

namespace cppo::cli {
namespace {

struct call_words {
    std::string method;
    std::string path;
    std::string as;
    std::string data = "data";
    std::string endpoint;
    std::string region;
    std::string service;
    std::string target;
    std::string content_type;
    std::string body;
    std::string idempotency_key;
};

constexpr std::string_view console_start = "/console/";

bool is_of_console(const call_words& words) {
    return words.path.starts_with(console_start);
}

std::string all_of(std::istream& in, const std::string& name) {
    constexpr std::size_t size_max = 8 << 20;
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() > size_max) throw bad_input(name + ": It is longer than 8 MB.");
    return text;
}

// The body as it was said: the text, the contents of @FILE, or for - the standard input.
std::string body_of(const std::string& said) {
    if (said == "-") return all_of(std::cin, "The standard input");
    if (!said.starts_with('@')) return said;
    std::ifstream in(said.substr(1), std::ios::binary);
    if (!in) throw bad_input(said.substr(1) + ": It cannot be read.");
    return all_of(in, said.substr(1));
}

// AWS's services that take their operation by a target differ in the version of the protocol.
std::string content_type_of(const call_words& words) {
    if (!words.content_type.empty()) return words.content_type;
    if (words.target.empty()) return "application/json";
    return words.target.starts_with("AWSMPCommerceService") ? "application/x-amz-json-1.0"
                                                            : "application/x-amz-json-1.1";
}

void check(const call_words& words) {
    constexpr std::array methods{"GET", "POST", "PUT", "DELETE", "PATCH"};
    if (std::ranges::find(methods, words.method) == methods.end())
        throw bad_input("The method is GET, POST, PUT, DELETE or PATCH.");
    if (!words.path.starts_with('/') || words.path.find_first_of(" \r\n") != std::string::npos)
        throw bad_input("The path begins with a slash, and what is special in it is encoded.");
    if (words.method == "GET" && !words.body.empty()) throw bad_input("A GET has no body.");
    for (const std::string* each : {&words.target, &words.content_type, &words.idempotency_key})
        if (each->find_first_of("\r\n") != std::string::npos)
            throw bad_input("A header is one line.");
}

endpoint_url find_endpoint(const call_words& words, const caller& by) {
    if (!words.endpoint.empty()) return parse_endpoint(words.endpoint);
    if (by.endpoint) return parse_endpoint(*by.endpoint);
    throw bad_input("No endpoint is known: name one with --endpoint or in AWS_ENDPOINT_URL.");
}

// What changes something is sent under a key, so that who repeats it can say it is the same.
std::string key_of(const call_words& words) {
    if (!words.idempotency_key.empty()) return words.idempotency_key;
    if (!is_of_console(words) || words.method == "GET") return {};
    return "call-" + service::sha256_hex(service::random_bytes(32)).substr(0, 20);
}

wire::request request_of(const call_words& words, const endpoint_url& at) {
    wire::request made{
        words.method, at.path + words.path, {{"Host", at.host}}, body_of(words.body), ""};
    if (words.method != "GET") made.headers.push_back({"Content-Type", content_type_of(words)});
    if (!words.target.empty()) made.headers.push_back({"X-Amz-Target", words.target});
    if (const std::string key = key_of(words); !key.empty())
        made.headers.push_back({"Idempotency-Key", key});
    return made;
}

// The answer on the standard output; what was refused besides in a line on the standard error, with
// the key under which it may be repeated.
void tell(const wire::request& asked, const wire::reply& made) {
    fmt::print("{}\n", made.body);
    if (made.status < 300) return;
    const auto key = asked.find_header("idempotency-key");
    fmt::print(stderr, "opencppo: {} {} was answered {}{}\n", asked.method, asked.path(),
               made.status, key ? fmt::format("; its Idempotency-Key was {}", *key) : "");
    throw CLI::RuntimeError(1);
}

void call(const call_words& words) {
    check(words);
    const caller found = find_caller(own_environment, words.data, words.as, words.region);
    const endpoint_url at = find_endpoint(words, found);
    wire::signing_identity by = found.by;
    by.service = is_of_console(words) ? "opencppo" : "aws-marketplace";
    if (!words.service.empty()) by.service = words.service;
    wire::request made = request_of(words, at);
    wire::sign(made, by, service::system_now());
    tell(made, transport(at.origin).send(made));
}

} // namespace

void add_call(CLI::App& to) {
    auto words = std::make_shared<call_words>();
    CLI::App* verb = to.add_subcommand(
        "call", "Make a call of the console or of AWS as one of a demo's actors or as a profile");
    verb->add_option("METHOD", words->method, "GET, POST, PUT, DELETE or PATCH")->required();
    verb->add_option("PATH", words->path, "Such as /console/v1/statements or /ListEntities")
        ->required();
    verb->add_option("--as", words->as,
                     "isv, reseller or partner, reseller2 or partner2, buyer, operator; or a "
                     "profile. By default what AWS's tools would take");
    verb->add_option("--data", words->data, "Directory of demo.json or operator.json")
        ->capture_default_str();
    verb->add_option("--body", words->body, "The body; @FILE for a file's, - for what is piped in");
    verb->add_option(
        "--target", words->target,
        "X-Amz-Target of a call such as AWSMPMeteringService.ResolveCustomer; its path "
        "is /");
    verb->add_option("--content-type", words->content_type,
                     "By default JSON, in the version of the target's service");
    verb->add_option("--idempotency-key", words->idempotency_key,
                     "By default made anew for what changes something in the console");
    verb->add_option("--endpoint", words->endpoint,
                     "By default the actor's, the profile's, AWS_ENDPOINT_URL");
    verb->add_option("--region", words->region, "To sign for; by default us-east-1");
    verb->add_option("--service", words->service,
                     "To sign for; by default opencppo below /console/, else aws-marketplace");
    verb->callback([words] { call(*words); });
}

} // namespace cppo::cli
