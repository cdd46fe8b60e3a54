#include "notation/changes/change_text.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "notation/changes/change_form.h"
#include "notation/json.h"

namespace cppo::notation {
namespace {

namespace json = boost::json;
using market::change;

json::object fault_json(const refusal& no) {
    return {{"reason", name_of(no.why)}, {"sentence", no.sentence}, {"subject", no.subject}};
}

refusal fault_from(const json::object& in) {
    return {reason_named(get_text(in, "reason")).value(),
            text_or_empty(in, "sentence"),
            text_or_empty(in, "subject"),
            {}};
}

json::object change_json(const change& of) {
    json::array errors;
    for (const refusal& one : of.errors) errors.push_back(fault_json(one));
    json::object made{{"type", of.type},         {"entityType", of.entity_type},
                      {"entity", of.entity},     {"name", of.name},
                      {"document", of.document}, {"errors", std::move(errors)}};
    if (of.expected_revision) made["revision"] = *of.expected_revision;
    json::array tags;
    for (const market::tag& one : of.tags) tags.push_back({{"key", one.key}, {"value", one.value}});
    if (!tags.empty()) made["tags"] = std::move(tags);
    return made;
}

change change_from(const json::object& in) {
    change made{.type = text_or_empty(in, "type"),
                .entity_type = text_or_empty(in, "entityType"),
                .entity = text_or_empty(in, "entity"),
                .expected_revision = find_integer(in, "revision"),
                .name = text_or_empty(in, "name"),
                .details = {},
                .document = text_or_empty(in, "document"),
                .errors = {}};
    if (const json::array* tags = find_list(in, "tags"))
        for (const json::value& kept : *tags)
            made.tags.push_back(
                {text_or_empty(kept.as_object(), "key"), text_or_empty(kept.as_object(), "value")});
    for (const json::value& error : get_list(in, "errors"))
        made.errors.push_back(fault_from(error.as_object()));
    return made;
}

// Shapes grow stricter like decoders, which trust them.
read_change read_again(const change_form& form, const json::value& document) {
    static const shapes described = [] {
        shapes all("change documents");
        describe_changes(all);
        return all;
    }();
    const auto faults = check_document(described, form, document);
    if (!faults.empty())
        return no_because(reason::malformed_value, validation_message(faults),
                          std::string(form.change_type));
    return decode(form, document);
}

} // namespace

std::string text_from(const std::vector<change>& changes) {
    json::array made;
    for (const change& each : changes) made.push_back(change_json(each));
    return json::serialize(made);
}

std::vector<change> changes_from(std::string_view text) {
    std::vector<change> made;
    const json::value whole = json::parse(text);
    for (const json::value& each : whole.as_array()) made.push_back(change_from(each.as_object()));
    return made;
}

void read_details(market::change_set& set) {
    for (change& each : set.changes) {
        const change_form* form = find_form(each.entity_type, each.type);
        if (!form) throw std::logic_error("a stored change is of a type that is no more");
        auto read = read_again(*form, json::parse(each.document));
        each.details =
            read ? std::move(*read) : market::impossible{form->facts, {std::move(read).error()}};
    }
}

} // namespace cppo::notation
