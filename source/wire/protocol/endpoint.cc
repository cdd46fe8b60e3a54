#include "wire/protocol/endpoint.h"

#include <algorithm>
#include <exception>
#include <stdexcept>

#include "wire/protocol/caller.h"
#include "wire/protocol/operation_input.h"
#include "wire/protocol/page_tokens.h"
#include "wire/protocol/protocol.h"
#include "wire/protocol/query_protocol.h"
#include "wire/signature/canonical.h"
#include "wire/signature/digest.h"

namespace cppo::wire {
namespace {

constexpr std::string_view unknown_namespace = "com.amazon.coral.service";

void check_described(const aws_service& of) {
    if (!of.invalid || !of.word) throw std::logic_error(of.name + " cannot word its faults");
    for (const std::string& shape : of.described.undescribed())
        throw std::logic_error(of.name + " refers to an unknown shape " + shape);
    for (const operation& each : of.operations)
        if (!each.run || !of.described.has(each.input_shape))
            throw std::logic_error(of.name + " does not describe " + each.name);
}

// Where several protocols or names claim a request, two servers may not agree on whose it is
// (R-SIG-02).
std::optional<fault> check_protocol(const request& from) {
    constexpr std::string_view read[] = {"Smithy-Protocol", "X-Amz-Target", "X-Amzn-Target"};
    if (const auto twice = from.find_repeated(read))
        return unreadable_protocol("The request has the header '" + std::string(*twice) +
                                   "' more than once.");
    bool is_cbor = false;
    for (const header& each : from.headers) {
        if (!same_name(each.name, "smithy-protocol")) continue;
        if (each.value != cbor_protocol)
            return unreadable_protocol("The only Smithy-Protocol this service speaks is " +
                                       std::string(cbor_protocol) + ".");
        is_cbor = true;
    }
    const bool has_target = from.find_header("x-amz-target") || from.find_header("x-amzn-target");
    if (is_cbor && has_target)
        return unreadable_protocol("A request has Smithy-Protocol or X-Amz-Target, not both.");
    return {};
}

bool is_xml(protocol as) {
    return as == protocol::aws_query || as == protocol::ec2_query || as == protocol::s3_xml;
}

// The name of the operation in a path that ends with /service/{one of the names}/operation/{it}.
std::optional<std::string_view> find_rpc_operation(std::string_view path, const aws_service& of) {
    if (of.rpc_name.empty()) return {};
    const auto name_at = path.rfind('/') + 1;
    const std::string_view before = path.substr(0, name_at);
    for (const std::string& name : {of.rpc_name, of.error_namespace + '.' + of.rpc_name})
        if (before.ends_with("/service/" + name + "/operation/")) return path.substr(name_at);
    return {};
}

// What is said of a call that no operation answers.
std::string unknown_text(const request& from) {
    const auto target = from.find_header("x-amz-target");
    if (target && !from.find_header("smithy-protocol"))
        return "There is no operation " + printable(*target) + ", called by " +
               printable(from.method) + ".";
    if (const std::string action = form_value(from, "Action"); !action.empty())
        return "Could not find operation " + printable(action) + " for version " +
               printable(form_value(from, "Version")) + ".";
    const std::string_view path = from.path();
    std::string text =
        "There is no operation at " + printable(from.method) + ' ' + printable(path) + '.';
    if (canonical_path(path) != path)
        text += " A path is taken as it is sent: without dots, doubled slashes and escapes.";
    return text;
}

const operation* find_operation(const aws_service& of, std::string_view name) {
    const auto found = std::ranges::find(of.operations, name, &operation::name);
    return found == of.operations.end() ? nullptr : &*found;
}

} // namespace

endpoint::endpoint(std::vector<aws_service> services, verifier signatures, report_failure report)
    : endpoint(
          std::move(services),
          [signatures = std::move(signatures)](
              const request& from, std::span<const std::string_view> names, regions where) {
              return signatures.verify(from, names, where);
          },
          std::move(report)) {}

endpoint::endpoint(std::vector<aws_service> services, authenticate who, report_failure report,
                   admit may, const service::key_box* keys)
    : services_(std::move(services)),
      who_(std::move(who)),
      report_(std::move(report)),
      may_(std::move(may)),
      keys_(keys) {
    for (const aws_service& each : services_) check_described(each);
}

reply endpoint::refused(const route& to, const fault& why, std::string_view request_id) const {
    const std::string_view name_space = to.of ? to.of->error_namespace : unknown_namespace;
    return is_xml(to.as) ? encode_xml_fault(to.as, why, name_space, request_id)
                         : encode_fault(to.as, why, name_space, request_id);
}

reply endpoint::unknown(const request& from) const {
    return encode_fault(protocol::rest_json_1, unknown_operation(unknown_text(from)),
                        unknown_namespace, new_request_id());
}

std::optional<reply> endpoint::answer(const request& from) const {
    const route to = find_route(from);
    if (!to.is_ours()) return {};
    const std::string request_id = new_request_id();
    if (auto no = check_protocol(from)) return refused({nullptr, nullptr, to.as}, *no, request_id);
    if (!to.called) {
        const fault unknown = from.body_is_cut && is_xml(to.as)
                                  ? body_too_long()
                                  : unknown_operation(unknown_text(from));
        return refused({nullptr, nullptr, to.as}, unknown, request_id);
    }
    auto output = run(to, from, request_id);
    if (output && to.as == protocol::aws_query)
        return encode_query_output(to.called->name, output->as_object(), to.of->error_namespace,
                                   request_id);
    if (output) return encode_output(to.as, *output, request_id, to.called->output_timestamps);
    fault& why = output.error();
    if (to.of->request_id_in_faults) why.members["requestId"] = request_id;
    return refused(to, why, request_id);
}

std::optional<reply> endpoint::too_busy(const request& from) const {
    const route to = find_route(from);
    if (!to.is_ours()) return {};
    return refused(to, too_many_requests(), new_request_id());
}

std::vector<market::permission> endpoint::permissions() const {
    std::vector<market::permission> made;
    for (const aws_service& each : services_)
        for (const operation& one : each.operations)
            if (one.needs) made.push_back(*one.needs);
    return made;
}

bool endpoint::is_quick(const request& from) const {
    const route to = find_route(from);
    return to.called && to.of->quick.contains(to.called->name);
}

endpoint::route endpoint::find_route(const request& from) const {
    if (from.find_header("smithy-protocol")) return find_rpc(from);
    if (const auto target = from.find_header("x-amz-target")) return find_target(from, *target);
    const route known = find_path(from);
    return known.is_ours() ? known : find_neighbour(from);
}

// Whatever it calls, an answer in JSON would break the parser of whoever called it.
endpoint::route endpoint::find_neighbour(const request& from) const {
    const auto as = neighbours_protocol(from);
    if (!as) return {};
    const std::string version = form_value(from, "Version");
    for (const aws_service& each : services_)
        if (*as == protocol::aws_query && each.protocol == *as && each.api_version == version)
            return {&each, find_operation(each, form_value(from, "Action")), *as};
    return {nullptr, nullptr, *as};
}

endpoint::route endpoint::find_rpc(const request& from) const {
    for (const aws_service& each : services_) {
        const auto name = find_rpc_operation(from.path(), each);
        if (!name) continue;
        const operation* called = from.method == "POST" ? find_operation(each, *name) : nullptr;
        return {&each, called, protocol::rpc_v2_cbor};
    }
    return {nullptr, nullptr, protocol::rpc_v2_cbor};
}

endpoint::route endpoint::find_target(const request& from, std::string_view target) const {
    const auto dot = target.rfind('.');
    for (const aws_service& each : services_) {
        if (each.target_prefix.empty() || each.target_prefix != target.substr(0, dot)) continue;
        const bool has_name = dot != std::string_view::npos && from.method == "POST";
        return {&each, has_name ? find_operation(each, target.substr(dot + 1)) : nullptr,
                each.protocol};
    }
    return {nullptr, nullptr, protocol::aws_json_1_0};
}

// A known path with another method has a service, but no operation.
endpoint::route endpoint::find_path(const request& from) const {
    route nearest;
    for (const aws_service& each : services_) {
        if (each.protocol != protocol::rest_json_1) continue;
        for (const operation& known : each.operations) {
            if (known.path != from.path()) continue;
            if (known.method == from.method) return {&each, &known};
            nearest.of = &each;
        }
    }
    return nearest;
}

std::expected<boost::json::value, fault> endpoint::run(const route& to, const request& from,
                                                       const std::string& request_id) const {
    // Without the body its signature cannot be checked.
    if (from.body_is_cut) return std::unexpected(body_too_long());
    try {
        const std::string_view signing_names[] = {to.of->signing_name};
        auto caller = who_(from, signing_names, to.of->everywhere);
        if (!caller) return std::unexpected(std::move(caller).error());
        caller->who.peer = from.peer;
        if (may_ && !may_(caller->who, to.called->name))
            return std::unexpected(too_many_requests());
        const auto may = check_allowed(caller->who, *to.called);
        auto input = read_input(to.as, *to.of, *to.called, from);
        if (!may) {
            fault said = to.of->word(may.error());
            const bool hangs_on_input = to.called->denied && input;
            return std::unexpected(hangs_on_input
                                       ? to.called->denied(input->as_object(), std::move(said))
                                       : std::move(said));
        }
        if (!input) return std::unexpected(std::move(input).error());
        return run_paged(*to.called,
                         {std::move(caller->who), *std::move(input), request_id, from.peer, keys_},
                         to.of->word);
    } catch (const std::exception& thrown) {
        if (report_) report_(to.called->name, request_id, thrown.what());
        return std::unexpected(
            fault{to.of->internal_fault, 500, "The service failed. Please try again.", {}});
    }
}

} // namespace cppo::wire
