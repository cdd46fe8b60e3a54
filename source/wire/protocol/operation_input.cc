#include "wire/protocol/operation_input.h"

#include <algorithm>

#include "notation/absent.h"
#include "wire/protocol/query_protocol.h"
#include "wire/value/cbor.h"
#include "wire/value/notation.h"
#include "wire/value/query.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;

// Clients mix the two awsJson versions, and some send no type at all.
bool is_readable(protocol as, const request& from) {
    const auto header = from.find_header("content-type");
    if (!header) return true;
    std::string type = in_small_letters(header->substr(0, header->find(';')));
    while (type.ends_with(' ')) type.pop_back();
    if (as == protocol::rest_json_1) return type == "application/json";
    if (as == protocol::rpc_v2_cbor) return type == "application/cbor";
    return type == "application/x-amz-json-1.0" || type == "application/x-amz-json-1.1";
}

template <class Malformed>
std::expected<json::value, fault> worded(std::expected<json::value, Malformed> parsed) {
    if (!parsed) return std::unexpected(serialization_fault(std::move(parsed.error().sentence)));
    return *std::move(parsed);
}

std::expected<json::value, fault> parse_body(protocol as, std::string_view body) {
    return as == protocol::rpc_v2_cbor ? worded(parse_cbor(body)) : worded(parse_json(body));
}

std::expected<json::object, fault> read_body(protocol as, const request& from) {
    constexpr std::string_view read[] = {"Content-Type"};
    if (from.find_repeated(read))
        return std::unexpected(
            unsupported_media_type("The request has the header 'Content-Type' more than once."));
    if (as == protocol::aws_query) return read_form(from);
    if (from.body.empty()) return json::object();
    if (!is_readable(as, from))
        return std::unexpected(
            unsupported_media_type("The content type is not one this service reads."));
    auto parsed = parse_body(as, from.body);
    if (!parsed) return std::unexpected(std::move(parsed).error());
    if (!parsed->is_object())
        return std::unexpected(serialization_fault("Start of structure expected"));
    return std::move(parsed->get_object());
}

std::string parameter_name(std::string_view member) {
    return in_small_letters(member.substr(0, 1)) + std::string(member.substr(1));
}

std::optional<fault> add_query_members(const operation& called, const request& from,
                                       json::object& input) {
    const auto parameters = parse_query(from.query());
    for (const std::string& member : called.query_members) {
        // A member bound to the query string does not come from the body.
        input.erase(member);
        const std::string name = parameter_name(member);
        for (const auto& [key, value] : parameters) {
            if (key != name) continue;
            if (input.contains(member))
                return serialization_fault("Query parameter '" + name + "' is there twice");
            if (!is_text(value))
                return serialization_fault("Query parameter '" + name + "' is not UTF-8 text");
            input[member] = value;
        }
    }
    return {};
}

} // namespace

std::expected<json::value, fault> read_input(protocol as, const aws_service& of,
                                             const operation& called, const request& from) {
    auto input = read_body(as, from);
    if (!input) return std::unexpected(std::move(input).error());
    if (auto no = add_query_members(called, from, *input)) return std::unexpected(std::move(*no));
    json::value whole(*std::move(input));
    const auto faults = of.described.check(called.input_shape, whole);
    if (faults.empty()) return notation::without_nulls(std::move(whole), notation::clearing::stays);
    const auto mistyped =
        std::ranges::find(faults, shape_fault::kind::wrong_type, &shape_fault::what);
    if (mistyped != faults.end())
        return std::unexpected(
            serialization_fault(mistyped->sentence + " at '" + mistyped->pointer + "'"));
    return std::unexpected(of.invalid(faults));
}

} // namespace cppo::wire
