#include "notation/shape.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace cppo::notation {
namespace {

namespace json = boost::json;

type sized(type::kind what, std::int64_t min, std::int64_t max) {
    type made;
    made.what = what;
    made.min = min;
    made.max = max;
    return made;
}

std::string_view name_of(type::kind what) {
    switch (what) {
        case type::kind::text:
            return "string";
        case type::kind::choice:
            return "enum";
        case type::kind::integer:
            return "integer";
        case type::kind::boolean:
            return "boolean";
        case type::kind::timestamp:
            return "timestamp";
        case type::kind::list:
            return "list";
        case type::kind::map:
            return "map";
        case type::kind::reference:
            return "reference";
        case type::kind::any:
            return "document";
    }
    return "document";
}

json::object described_type(const type& of) {
    json::object made{{"type", name_of(of.what)}};
    if (of.what == type::kind::reference) made["shape"] = of.shape;
    if (of.what == type::kind::integer) {
        if (of.min != std::numeric_limits<std::int64_t>::min()) made["min"] = of.min;
    } else if (of.min != 0) {
        made["min"] = of.min;
    }
    if (of.max != unlimited) made["max"] = of.max;
    if (!of.pattern.expression().empty()) made["pattern"] = of.pattern.expression();
    if (of.written == writing::prose) made["holds"] = "prose";
    if (of.written == writing::document) made["holds"] = "document";
    if (!of.choices.empty()) made["enum"] = json::array(of.choices.begin(), of.choices.end());
    if (of.may_be_null) made["nullable"] = true;
    if (of.what == type::kind::list) made["member"] = described_type(of.parts.at(0));
    if (of.what == type::kind::map) {
        made["key"] = described_type(of.parts.at(0));
        made["value"] = described_type(of.parts.at(1));
    }
    return made;
}

void collect_references(const type& of, std::set<std::string>& names) {
    if (of.what == type::kind::reference) names.insert(of.shape);
    for (const type& part : of.parts) collect_references(part, names);
}

} // namespace

type text(std::int64_t min, std::int64_t max) {
    return sized(type::kind::text, min, max);
}

type prose(std::int64_t min, std::int64_t max) {
    type made = text(min, max);
    made.written = writing::prose;
    return made;
}

type document_text(std::int64_t min, std::int64_t max) {
    type made = text(min, max);
    made.written = writing::document;
    return made;
}

type text_matching(std::int64_t min, std::int64_t max, std::string_view pattern) {
    type made = sized(type::kind::text, min, max);
    made.pattern = text_pattern(pattern);
    return made;
}

type one_of(std::vector<std::string> choices) {
    type made = sized(type::kind::choice, 0, unlimited);
    made.choices = std::move(choices);
    return made;
}

type integer(std::int64_t min, std::int64_t max) {
    return sized(type::kind::integer, min, max);
}

type boolean() {
    return sized(type::kind::boolean, 0, unlimited);
}

type timestamp() {
    return sized(type::kind::timestamp, 0, unlimited);
}

type list(type element, std::int64_t min, std::int64_t max) {
    type made = sized(type::kind::list, min, max);
    made.parts.push_back(std::move(element));
    return made;
}

type list(const char* shape, std::int64_t min, std::int64_t max) {
    return list(ref(shape), min, max);
}

type map(type key, type value, std::int64_t min, std::int64_t max) {
    type made = sized(type::kind::map, min, max);
    made.parts.push_back(std::move(key));
    made.parts.push_back(std::move(value));
    return made;
}

type ref(std::string shape) {
    type made = sized(type::kind::reference, 0, unlimited);
    made.shape = std::move(shape);
    return made;
}

type any() {
    return sized(type::kind::any, 0, unlimited);
}

type or_null(type of) {
    of.may_be_null = true;
    return of;
}

member need(std::string name, type of) {
    return {std::move(name), std::move(of), true};
}

member may(std::string name, type of) {
    return {std::move(name), std::move(of), false};
}

void shapes::structure(std::string name, std::vector<member> members) {
    describe(std::move(name), {form::structure, std::move(members), {}});
}

void shapes::document(std::string name, std::vector<member> members) {
    describe(std::move(name), {form::document, std::move(members), {}});
}

void shapes::union_of(std::string name, std::vector<member> members) {
    describe(std::move(name), {form::union_of, std::move(members), {}});
}

void shapes::text_of(std::string name) {
    describe(std::move(name), {form::alias, {}, text()});
}

void shapes::list_of(std::string name, type element, std::int64_t min, std::int64_t max) {
    describe(std::move(name), {form::alias, {}, list(std::move(element), min, max)});
}

void shapes::map_of(std::string name, type key, type value, std::int64_t min, std::int64_t max) {
    describe(std::move(name), {form::alias, {}, map(std::move(key), std::move(value), min, max)});
}

void shapes::describe(std::string name, description description) {
    const auto [place, is_new] = described_.try_emplace(std::move(name), std::move(description));
    if (!is_new) throw std::logic_error(service_ + " describes " + place->first + " twice");
}

bool shapes::has_member(std::string_view shape, std::string_view name) const {
    const auto found = described_.find(shape);
    return found != described_.end() &&
           std::ranges::find(found->second.members, name, &member::name) !=
               found->second.members.end();
}

json::value shapes::described() const {
    json::object all;
    for (const auto& [name, description] : described_) {
        if (description.what == form::alias) {
            all[name] = described_type(description.of);
            continue;
        }
        json::object members;
        for (const member& each : description.members) {
            json::object one = described_type(each.of);
            one["required"] = each.required;
            members[each.name] = std::move(one);
        }
        all[name] = {{"type", description.what == form::union_of ? "union" : "structure"},
                     {"closed", description.what != form::structure},
                     {"members", std::move(members)}};
    }
    return {{"service", service_}, {"shapes", std::move(all)}};
}

std::vector<std::string> shapes::undescribed() const {
    std::set<std::string> names;
    for (const auto& [name, description] : described_) {
        collect_references(description.of, names);
        for (const member& each : description.members) collect_references(each.of, names);
    }
    std::vector<std::string> unknown;
    for (const std::string& name : names)
        if (!has(name)) unknown.push_back(name);
    return unknown;
}

} // namespace cppo::notation
