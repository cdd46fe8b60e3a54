#include "console/http/console.h"

#include <boost/json/serialize.hpp>
#include <charconv>

#include "console/http/openapi.h"
#include "console/http/problem.h"
#include "notation/absent.h"
#include "service/reading/cursor.h"
#include "wire/protocol/caller.h"
#include "wire/signature/authorization.h"
#include "wire/value/notation.h"
#include "wire/value/query.h"

namespace cppo::console {
namespace {

namespace json = boost::json;

constexpr std::string_view root = "/console/v1/";

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> made;
    while (true) {
        const auto slash = path.find('/');
        made.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return made;
        path.remove_prefix(slash + 1);
    }
}

// The parameters of a path that fits the pattern.
std::optional<json::object> fit(std::string_view pattern, std::string_view path) {
    const auto wanted = segments(pattern);
    const auto given = segments(path);
    if (wanted.size() != given.size()) return {};
    json::object made;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        if (wanted[at].starts_with('{')) {
            if (given[at].empty()) return {};
            made[wanted[at].substr(1, wanted[at].size() - 2)] = given[at];
        } else if (wanted[at] != given[at]) {
            return {};
        }
    }
    return made;
}

wire::reply not_found() {
    return problem(wire::fault{"NotFound", 404, "There is nothing here.", {}});
}

std::unexpected<wire::reply> malformed(std::string sentence) {
    return std::unexpected(problem(wire::fault{"MalformedValue", 400, std::move(sentence), {}}));
}

// What is wrong with a parameter of the query or the path.
std::unexpected<wire::reply> misfit(std::string_view name, std::string sentence) {
    wire::shape_fault what;
    what.pointer = '/' + std::string(name);
    what.path = name;
    what.what = wire::shape_fault::kind::unknown_member;
    what.sentence = std::move(sentence);
    return std::unexpected(problem(std::vector{std::move(what)}));
}

// The one number a query holds is the page size.
json::value parameter(const std::string& name, const std::string& text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    if (name == "limit" && std::from_chars(text.data(), end, number).ptr == end) return number;
    return json::value(text);
}

} // namespace

console::console(std::vector<route> routes, wire::shapes described, const service::key_box& keys,
                 wire::authenticate who, wire::report_failure report)
    : routes_(std::move(routes)),
      described_(std::move(described)),
      keys_(keys),
      who_(std::move(who)),
      report_(std::move(report)),
      openapi_(json::serialize(openapi(routes_, described_))) {
    for (const std::string& shape : described_.undescribed())
        throw std::logic_error("No shape " + shape);
}

std::optional<wire::reply> console::answer(const wire::request& from) const {
    if (!from.path().starts_with(root)) return {};
    if (from.path() == "/console/v1/openapi.json" && from.method == "GET")
        return wire::reply{200, {{"Content-Type", "application/json"}}, openapi_};
    if (from.body_is_cut) return problem(wire::body_too_long());
    try {
        return run(from);
    } catch (const std::exception& thrown) {
        if (report_) report_(std::string(from.path()), "", thrown.what());
        return problem(
            wire::fault{"InternalFailure", 500, "The call failed. Please try again.", {}});
    }
}

std::vector<market::permission> console::permissions() const {
    std::vector<market::permission> made;
    for (const route& each : routes_) made.push_back(each.permission());
    return made;
}

console::match console::find_route(const wire::request& from) const {
    match made;
    for (const route& each : routes_) {
        auto parameters = fit(each.path, from.path());
        if (!parameters) continue;
        if (each.method == from.method) return {&each, false, std::move(*parameters)};
        made.other_method = true;
    }
    return made;
}

wire::reply console::run(const wire::request& from) const {
    constexpr std::string_view services[] = {"opencppo"};
    auto signer = who_(from, services, wire::regions::home);
    if (!signer) return problem(signer.error());
    signer->who.peer = from.peer;
    const match at = find_route(from);
    if (!at.found && at.other_method)
        return problem(wire::fault{"MethodNotAllowed", 405, "The path has another method.", {}});
    const bool is_operator = signer->who.is_operator;
    if (!at.found || (at.found->open_to == audience::operator_only && !is_operator))
        return not_found();
    if (at.found->open_to == audience::operator_may && !is_operator) {
        signer->who.was_refused(at.found->permission().name);
        return problem(no(reason::action_not_allowed).error());
    }
    if (!at.found->changes_something()) return run_route(from, at, std::move(signer->who));
    if (!signer->who.may(at.found->permission(), true))
        return problem(no(reason::action_not_allowed).error());
    if (auto refused = check_replay(from, signer->by_query)) return *std::move(refused);
    return run_route(from, at, std::move(signer->who));
}

// What changes something is sent under a key that its signature covers, so that a captured request
// is the same request for ever (R-CON-02).
std::optional<wire::reply> console::check_replay(const wire::request& from, bool by_query) const {
    if (by_query)
        return problem(wire::fault{"SignatureInQuery",
                                   403,
                                   "A call that changes something is signed in its Authorization "
                                   "header.",
                                   {}});
    if (from.find_header("idempotency-key").value_or("").empty())
        return problem(wire::fault{"IdempotencyKeyMissing",
                                   400,
                                   "A call that changes something has an Idempotency-Key of 1 to "
                                   "64 characters.",
                                   {}});
    return {};
}

// Parameters of the query and of the path and members of the body side by side, each given once
// (R-SIG-02), and none that the route does not know.
std::expected<json::object, wire::reply> console::read_input(const wire::request& from,
                                                             const match& at) const {
    const route& to = *at.found;
    constexpr std::string_view read[] = {"Content-Type", "Idempotency-Key"};
    if (const auto twice = from.find_repeated(read))
        return malformed("The request has the header '" + std::string(*twice) +
                         "' more than once.");
    const bool is_get = to.method == "GET";
    if (is_get && !from.body.empty()) return malformed("A GET has no body.");
    json::object input;
    if (!from.body.empty()) {
        auto parsed = wire::parse_json(from.body);
        if (!parsed || !parsed->is_object())
            return std::unexpected(
                problem(wire::fault{"MalformedBody",
                                    400,
                                    "The body is not a JSON object, or names a member twice.",
                                    {}}));
        input = std::move(parsed->get_object());
    }
    for (const auto& [name, text] : wire::parse_query(from.query())) {
        if (wire::is_signature_parameter(name)) continue;
        if (!wire::is_text(name) || !wire::is_text(text))
            return malformed("A parameter of the query is not UTF-8 text.");
        if (!is_get || !described_.has_member(to.input, name) || at.parameters.contains(name))
            return misfit(name, "There is no such parameter here.");
        if (input.contains(name)) return misfit(name, "The parameter is there more than once.");
        input[name] = parameter(name, text);
    }
    for (const auto& [name, value] : at.parameters) {
        if (input.contains(name)) return misfit(name, "The path names it already.");
        input[name] = value;
    }
    const auto faults = described_.check(to.input, input);
    if (!faults.empty()) return std::unexpected(problem(faults));
    return notation::without_nulls(std::move(input), notation::clearing::goes).as_object();
}

wire::reply console::run_route(const wire::request& from, const match& at,
                               service::actor who) const {
    const route& to = *at.found;
    if (!who.may(to.permission(), to.changes_something()))
        return problem(no(reason::action_not_allowed).error());
    auto input = read_input(from, at);
    if (!input) return std::move(input).error();
    const std::string key(from.find_header("idempotency-key").value_or(""));
    if (key.size() > 64 || !is_identifier_text(key))
        return problem(
            wire::fault{"MalformedValue", 400, "The Idempotency-Key has 1 to 64 characters.", {}});
    // A key is the user's, so that nobody is answered what another one was.
    const std::string hash =
        wire::request_hash(json::object{{"input", *input}, {"user", who.user.text()}}, "");
    const std::string list =
        described_.has_member(to.input, "cursor") ? list_of(to, who, *input) : "";
    auto made = to.run({std::move(who), *std::move(input), key, hash, list, keys_});
    if (!made) return problem(made.error());
    if (!made->text.empty())
        return {to.status.usual, {{"Content-Type", "text/plain; charset=utf-8"}}, made->text};
    if (made->next) made->json.as_object()["next"] = service::cursor_of(*made->next, list, keys_);
    return {made->status.value_or(to.status.usual),
            {{"Content-Type", "application/json"}},
            json::serialize(made->json)};
}

// The route, the caller's account and the filters.
std::string console::list_of(const route& to, const service::actor& who,
                             const json::object& input) const {
    json::object filters;
    for (const auto& [name, value] : input)
        if (name != "cursor" && name != "limit") filters[name] = value;
    return to.name + "\n" + who.account.text() + "\n" + wire::request_hash(filters, "");
}

} // namespace cppo::console
