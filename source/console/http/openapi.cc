#include "console/http/openapi.h"

#include "wire/message/fault_table.h"

#include <boost/json/array.hpp>
#include <map>
#include <set>
#include <stdexcept>

#include "console/http/problem.h"

namespace cppo::console {
namespace {

namespace json = boost::json;

void copy(const json::object& from, std::string_view name, json::object& into,
          std::string_view as) {
    if (const json::value* found = from.if_contains(name)) into[as] = *found;
}

json::object reference_to(std::string_view shape) {
    return {{"$ref", "#/components/schemas/" + std::string(shape)}};
}

json::object schema_of(const json::object& type) {
    const std::string_view kind = type.at("type").as_string();
    if (kind == "reference") return reference_to(type.at("shape").as_string());
    json::object made;
    if (kind == "string" || kind == "enum") {
        made["type"] = "string";
        copy(type, "min", made, "minLength");
        copy(type, "max", made, "maxLength");
        copy(type, "pattern", made, "pattern");
        copy(type, "enum", made, "enum");
    } else if (kind == "integer") {
        made["type"] = "integer";
        copy(type, "min", made, "minimum");
        copy(type, "max", made, "maximum");
    } else if (kind == "boolean") {
        made["type"] = "boolean";
    } else if (kind == "timestamp") {
        made["type"] = "number";
    } else if (kind == "list") {
        made["type"] = "array";
        copy(type, "min", made, "minItems");
        copy(type, "max", made, "maxItems");
        made["items"] = schema_of(type.at("member").as_object());
    } else if (kind == "document") { // checked by what reads it
        made["type"] = json::array{"object", "array", "string", "number", "boolean", "null"};
    }
    if (type.contains("nullable")) made["type"] = json::array{made.at("type"), "null"};
    return made;
}

bool is_in_path(const route& of, std::string_view name) {
    return of.path.find("{" + std::string(name) + "}") != std::string::npos;
}

// The members that `takes` names, as an object.
template <class Takes>
json::object structure_schema(const json::object& shape, const Takes& takes) {
    json::object properties;
    json::array required;
    for (const auto& each : shape.at("members").as_object()) {
        if (!takes(each.key())) continue;
        const json::object& type = each.value().as_object();
        properties[each.key()] = schema_of(type);
        if (type.at("required").as_bool()) required.emplace_back(each.key());
    }
    json::object made{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) made["required"] = std::move(required);
    if (shape.at("closed").as_bool()) made["additionalProperties"] = false;
    return made;
}

json::object shape_schema(const json::object& shape) {
    if (!shape.contains("members")) return schema_of(shape);
    return structure_schema(shape, [](std::string_view) { return true; });
}

json::object parameter(std::string_view name, std::string_view place, const json::object& type) {
    return {{"name", name},
            {"in", place},
            {"required", type.at("required").as_bool()},
            {"schema", schema_of(type)}};
}

json::array parameters_of(const route& of, const json::object& shape) {
    json::array made;
    for (const auto& each : shape.at("members").as_object()) {
        const bool in_path = is_in_path(of, each.key());
        if (in_path || of.method == "GET")
            made.push_back(
                parameter(each.key(), in_path ? "path" : "query", each.value().as_object()));
    }
    if (of.changes_something())
        made.push_back({{"name", "Idempotency-Key"},
                        {"in", "header"},
                        {"required", true},
                        {"schema", {{"type", "string"}, {"minLength", 1}, {"maxLength", 64}}}});
    return made;
}

json::object content(std::string_view type, json::object schema) {
    return {{type, {{"schema", std::move(schema)}}}};
}

using refused = std::map<int, std::set<std::string>>;

// What the console answers before a route runs, and what the shapes and lists bring with them.
refused refused_by(const route& of, const json::object& shape) {
    refused made{{400, {"malformed_value", "malformed_body"}},
                 {403,
                  {"missing_authentication_token", "incomplete_signature", "invalid_signature",
                   "unrecognized_client", "expired_token", "action_not_allowed"}},
                 {413, {"request_entity_too_large"}},
                 {422, {"malformed_value"}},
                 {429, {"throttling"}},
                 {500, {"internal_failure"}}};
    const auto add = [&](reason why) {
        made[wire::console_status(why)].insert(std::string(name_of(why)));
    };
    if (of.open_to == audience::operator_only) made[404].insert("not_found");
    if (of.changes_something()) {
        made[400].insert("idempotency_key_missing");
        made[403].insert("signature_in_query");
        add(reason::token_reused);
    }
    if (shape.at("members").as_object().contains("cursor")) add(reason::page_token_invalid);
    for (const reason each : of.refusals) add(each);
    return made;
}

json::object responses_of(const route& of, const json::object& shapes) {
    const bool is_text = !shapes.at(of.output).as_object().contains("members");
    json::object made{{std::to_string(of.status.usual),
                       {{"description", of.summary},
                        {"content", content(is_text ? "text/plain" : "application/json",
                                            reference_to(of.output))}}}};
    for (const auto& [status, shape] : of.status.others)
        made[std::to_string(status)] = {
            {"description", of.summary},
            {"content", content("application/json", reference_to(shape))}};
    for (const auto& [status, reasons] : refused_by(of, shapes.at(of.input).as_object())) {
        std::string names;
        for (const std::string& each : reasons) names += (names.empty() ? "" : ", ") + each;
        made[std::to_string(status)] = {
            {"description", names},
            {"content", content("application/problem+json", reference_to("Problem"))},
            {"x-reasons", json::array(reasons.begin(), reasons.end())}};
    }
    return made;
}

// What a list of allowed actions must name one of.
std::string needs_text(const market::permission& of) {
    std::string text = "Needs " + of.name;
    for (const market::permission_group each : of.groups) text += ", " + listed_as(each);
    for (const market::duty each : of.belongs_to) text += " or " + listed_as(each);
    return text + " where the user has a list of actions.";
}

json::object operation_of(const route& of, const json::object& shapes) {
    const json::object& input = shapes.at(of.input).as_object();
    json::object made{{"operationId", of.name},
                      {"summary", of.summary},
                      {"description", needs_text(of.permission())},
                      {"parameters", parameters_of(of, input)}};
    if (of.method != "GET")
        made["requestBody"] = {
            {"content",
             content("application/json", structure_schema(input, [&](std::string_view name) {
                         return !is_in_path(of, name);
                     }))}};
    made["responses"] = responses_of(of, shapes);
    return made;
}

std::string method_of(const route& of) {
    std::string made;
    for (const char c : of.method) made += static_cast<char>(c - 'A' + 'a');
    return made;
}

void check_rows(const std::vector<route>& routes, const wire::shapes& described) {
    std::set<std::string> names;
    for (const route& each : routes) {
        if (!names.insert(each.name).second)
            throw std::logic_error("Two routes have the name " + each.name);
        for (const std::string& shape : {each.input, each.output})
            if (!described.has(shape)) throw std::logic_error("No shape " + shape);
    }
}

} // namespace

json::object openapi(const std::vector<route>& routes, const wire::shapes& described) {
    check_rows(routes, described);
    const json::value whole = described.described();
    const json::object& shapes = whole.at("shapes").as_object();
    json::object schemas;
    for (const auto& each : shapes) schemas[each.key()] = shape_schema(each.value().as_object());
    json::object paths;
    for (const route& each : routes) {
        json::value& at = paths[each.path];
        if (!at.is_object()) at = json::object();
        at.as_object()[method_of(each)] = operation_of(each, shapes);
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "OpenCPPO console API"}, {"version", "1"}}},
            {"paths", std::move(paths)},
            {"components", {{"schemas", std::move(schemas)}}}};
}

} // namespace cppo::console
