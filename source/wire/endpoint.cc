#include "wire/endpoint.h"

#include <exception>
#include <stdexcept>

#include "wire/digest.h"
#include "wire/operation_input.h"
#include "wire/protocol.h"

namespace cppo::wire {
namespace {

constexpr std::string_view unknown_namespace = "com.amazon.coral.service";

void check_described(const service& of) {
    if (!of.invalid) throw std::logic_error(of.name + " cannot word its validation fault");
    for (const std::string& shape : of.described.undescribed())
        throw std::logic_error(of.name + " refers to an unknown shape " + shape);
    for (const operation& each : of.operations)
        if (!each.run || !of.described.has(each.input_shape))
            throw std::logic_error(of.name + " does not describe " + each.name);
}

} // namespace

endpoint::endpoint(std::vector<service> services, verifier signatures, report_failure report)
    : endpoint(
          std::move(services),
          [signatures = std::move(signatures)](const request& from,
                                               std::span<const std::string_view> names) {
              return signatures.verify(from, names);
          },
          std::move(report)) {}

endpoint::endpoint(std::vector<service> services, authenticate who, report_failure report)
    : services_(std::move(services)), who_(std::move(who)), report_(std::move(report)) {
    for (const service& each : services_) check_described(each);
}

reply endpoint::unknown() const {
    return encode_fault(protocol::rest_json_1, unknown_operation(), unknown_namespace,
                        new_request_id());
}

std::optional<reply> endpoint::answer(const request& from) const {
    const auto target = from.find_header("x-amz-target");
    const route to = target ? find_target(from, *target) : find_route(from);
    const bool is_unknown = !to.called;
    if (is_unknown && !target && !to.of) return {};
    const std::string request_id = new_request_id();
    if (is_unknown)
        return encode_fault(target ? protocol::aws_json_1_0 : protocol::rest_json_1,
                            unknown_operation(), unknown_namespace, request_id);
    auto output = run(to, from, request_id);
    if (output) return encode_output(to.of->protocol, *output, request_id);
    fault& why = output.error();
    if (to.of->request_id_in_faults) why.members["requestId"] = request_id;
    return encode_fault(to.of->protocol, why, to.of->error_namespace, request_id);
}

endpoint::route endpoint::find_target(const request& from, std::string_view target) const {
    if (from.method != "POST") return {};
    const auto dot = target.rfind('.');
    if (dot == std::string_view::npos) return {};
    for (const service& each : services_) {
        if (each.target_prefix.empty() || each.target_prefix != target.substr(0, dot)) continue;
        for (const operation& known : each.operations)
            if (known.name == target.substr(dot + 1)) return {&each, &known};
        return {&each, nullptr};
    }
    return {};
}

// A known path with another method has a service, but no operation.
endpoint::route endpoint::find_route(const request& from) const {
    route nearest;
    for (const service& each : services_) {
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
        auto caller = who_(from, signing_names);
        if (!caller) return std::unexpected(std::move(caller).error());
        auto input = read_input(*to.of, *to.called, from);
        if (!input) return std::unexpected(std::move(input).error());
        return to.called->run({*std::move(caller), *std::move(input), request_id, from.peer});
    } catch (const std::exception& thrown) {
        if (report_) report_(to.called->name, request_id, thrown.what());
        return std::unexpected(
            fault{to.of->internal_fault, 500, "The service failed. Please try again.", {}});
    }
}

} // namespace cppo::wire
