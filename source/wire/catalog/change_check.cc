#include "wire/catalog/change_check.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <map>

#include "notation/changes/fault_places.h"
#include "service/secrets/digest.h"
#include "wire/catalog/change_reader.h"
#include "wire/message/fault_table.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using market::change;

std::string_view kind_of(form_fault::kind what) {
    switch (what) {
        case form_fault::kind::unknown_type:
            return "UnknownOperation";
        case form_fault::kind::not_json:
            return "CannotParse";
        case form_fault::kind::of_a_value:
            return "FieldValidationFailed";
    }
    return "Other";
}

std::string place_of(std::size_t position, std::string_view inside) {
    return "/ChangeSet/" + std::to_string(position) + std::string(inside);
}

// A fault of the change at that position, with nothing said of it yet.
change_fault fault_of(const json::object& sent) {
    const json::object& entity = get_object(sent, "Entity");
    std::string id = text_or_empty(entity, "Identifier");
    if (id.starts_with('$')) id.clear();
    return {.pointer = {},
            .change_type = text_or_empty(sent, "ChangeType"),
            .entity_type = text_or_empty(entity, "Type"),
            .entity_id = id.substr(0, id.find('@')),
            .change_name = text_or_empty(sent, "ChangeName"),
            .code = "ValidationException",
            .reason = name_of(reason::malformed_value),
            .sentence = {},
            .kind = {}};
}

// What keeps a set from being started stands on the entity a change names, or on what it refers to.
std::string inside(const change& what, const refusal& why, const json::object& sent,
                   const std::string& in_document) {
    const bool of_entity = why.subject == what.entity && !what.creates() && in_document.empty();
    if (of_entity) return "/Entity/Identifier";
    if (why.why == reason::change_type_repeated) return "/ChangeType";
    const bool of_tags = why.why == reason::tag_reserved || why.why == reason::tag_repeated ||
                         why.why == reason::too_many_tags ||
                         why.why == reason::tags_without_creation;
    if (of_tags) return "/EntityTags";
    return "/" + std::string(document_member(sent)) + in_document;
}

class check {
  public:
    explicit check(const json::array& sent) : sent_(sent) {}

    void add_form(const std::vector<form_fault>& faults) {
        for (const form_fault& each : faults) {
            change_fault one = fault_of(sent_[each.change].as_object());
            one.pointer = place_of(each.change, each.pointer);
            one.sentence = each.sentence;
            one.kind = kind_of(each.what);
            add(each.change, std::move(one));
        }
    }

    // What was judged of the change at that position.
    void add_judged(const change& what, std::size_t position) {
        const json::object& sent = sent_[position].as_object();
        const json::value document =
            what.document.empty() ? json::value() : json::parse(what.document);
        const auto places = notation::places_of(what.errors, document);
        for (std::size_t at = 0; at < what.errors.size(); ++at) {
            const refusal& why = what.errors[at];
            if (why.why == reason::malformed_value) continue; // its form said where
            change_fault one = fault_of(sent);
            one.pointer = place_of(position, inside(what, why, sent, places[at]));
            const bool is_of_rules = !what.led_to_nothing || has_change_code(why.why);
            one.code =
                is_of_rules ? std::string(change_error_code(why.why)) : catalog_fault(why).name;
            one.reason = name_of(why.why);
            one.sentence = why.sentence;
            one.kind = is_of_rules ? "Other" : "FieldValidationFailed";
            add(position, std::move(one));
        }
    }

    std::vector<change_fault> take() {
        std::vector<change_fault> made;
        for (auto& each : found_) made.push_back(std::move(each.second));
        return made;
    }

  private:
    // One fault a place: a value that has no form is not judged as well.
    void add(std::size_t position, change_fault one) {
        const bool said = std::ranges::any_of(found_, [&](const auto& each) {
            return each.second.pointer == one.pointer && each.second.reason == one.reason &&
                   each.second.sentence == one.sentence;
        });
        if (!said) found_.emplace(position, std::move(one));
    }

    static bool has_change_code(reason why) {
        return change_error_codes().contains(std::string(name_of(why)));
    }

    const json::array& sent_;
    std::multimap<std::size_t, change_fault> found_; // by the position of their change
};

std::vector<change_fault> of_request(const std::vector<shape_fault>& faults) {
    std::vector<change_fault> made;
    for (const shape_fault& each : faults)
        made.push_back({.pointer = each.pointer,
                        .change_type = {},
                        .entity_type = {},
                        .entity_id = {},
                        .change_name = {},
                        .code = "ValidationException",
                        .reason = name_of(reason::malformed_value),
                        .sentence = each.sentence,
                        .kind = "FieldValidationFailed"});
    return made;
}

} // namespace

std::vector<change_fault> check_changes(service::catalog_service& catalog, const shapes& described,
                                        const json::object& input, const service::actor& who) {
    const auto misfits = described.check("StartChangeSetRequest", input);
    if (!misfits.empty()) return of_request(misfits);
    const json::array& sent = get_list(input, "ChangeSet");
    mint ids(service::random_seed());
    read_set read = read_changes(sent, described, ids);
    check all(sent);
    all.add_form(read.faults);
    const market::change_set judged = catalog.check(who, std::move(read.changes));
    for (std::size_t at = 0; at < judged.changes.size(); ++at)
        all.add_judged(judged.changes[at], read.positions[at]);
    return all.take();
}

fault with_fields(fault said, const std::vector<change_fault>& faults) {
    if (faults.empty()) return said; // nothing is wrong with the changes
    json::array fields;
    for (const change_fault& each : faults) {
        // AWS counts the path of a field of a change from the change.
        std::string_view pointer = each.pointer;
        if (!each.change_type.empty())
            pointer.remove_prefix(pointer.find('/', std::string_view("/ChangeSet/").size()));
        json::object one{
            {"Reason", each.kind}, {"Field", json_path(pointer)}, {"Message", each.sentence}};
        if (!each.entity_type.empty()) one["EntityType"] = each.entity_type;
        if (!each.entity_id.empty()) one["EntityId"] = each.entity_id;
        if (!each.change_type.empty()) one["ChangeType"] = each.change_type;
        fields.push_back(std::move(one));
    }
    said.members["ValidationExceptionFieldList"] = std::move(fields);
    return said;
}

} // namespace cppo::wire
