#include "console/http/openapi.h"

#include <boost/json/array.hpp>

namespace cppo::console {
namespace {

namespace json = boost::json;

void copy(const json::object& from, std::string_view name, json::object& into,
          std::string_view as) {
    if (const json::value* found = from.if_contains(name)) into[as] = *found;
}

json::object schema_of(const json::object& type) {
    const std::string_view kind = type.at("type").as_string();
    if (kind == "reference")
        return {{"$ref", "#/components/schemas/" + std::string(type.at("shape").as_string())}};
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
    }
    return made;
}

json::object structure_schema(const json::object& shape) {
    json::object properties;
    json::array required;
    for (const auto& each : shape.at("members").as_object()) {
        const json::object& type = each.value().as_object();
        properties[each.key()] = schema_of(type);
        if (type.at("required").as_bool()) required.emplace_back(each.key());
    }
    json::object made{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) made["required"] = std::move(required);
    return made;
}

json::object parameter(std::string_view name, std::string_view place, const json::object& type) {
    return {{"name", name},
            {"in", place},
            {"required", type.at("required").as_bool()},
            {"schema", schema_of(type)}};
}

json::object operation_of(const route& of, const json::object& shape) {
    json::array parameters;
    for (const auto& each : shape.at("members").as_object()) {
        const bool in_path = of.path.find("{" + std::string(each.key()) + "}") != std::string::npos;
        if (in_path || of.method == "GET")
            parameters.push_back(
                parameter(each.key(), in_path ? "path" : "query", each.value().as_object()));
    }
    json::object made{{"summary", of.summary}, {"parameters", std::move(parameters)}};
    if (of.method != "GET")
        made["requestBody"] = {
            {"content",
             {{"application/json", {{"schema", {{"$ref", "#/components/schemas/" + of.shape}}}}}}}};
    made["responses"] = {{"200", {{"description", "The answer."}}},
                         {"4XX", {{"description", "application/problem+json (RFC 9457)"}}}};
    return made;
}

std::string method_of(const route& of) {
    std::string made;
    for (const char c : of.method) made += static_cast<char>(c - 'A' + 'a');
    return made;
}

} // namespace

json::object openapi(const std::vector<route>& routes, const wire::shapes& described) {
    const json::value whole = described.described();
    const json::object& shapes = whole.at("shapes").as_object();
    json::object schemas;
    for (const auto& each : shapes)
        schemas[each.key()] = structure_schema(each.value().as_object());
    json::object paths;
    for (const route& each : routes) {
        json::value& at = paths[each.path];
        if (!at.is_object()) at = json::object();
        at.as_object()[method_of(each)] = operation_of(each, shapes.at(each.shape).as_object());
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "OpenCPPO console API"}, {"version", "1"}}},
            {"paths", std::move(paths)},
            {"components", {{"schemas", std::move(schemas)}}}};
}

} // namespace cppo::console
