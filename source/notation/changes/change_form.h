// How the documents of changes are written: for each change type its shape and its decoder, side by
// side in a file for each kind of entity.
#pragma once

#include <boost/json/value.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/catalog/change_sets/change.h"
#include "notation/shape.h"

namespace cppo::notation {

using read_change = result<market::change_details>;

// One change type of one entity type.
struct change_form {
    std::string_view entity_type; // without its version: Offer
    std::string_view change_type; // UpdateMarkup
    market::change_facts facts;
    // Describes the document under this name: a closed shape, since unknown members are refused.
    void (*describe)(shapes& to, const std::string& name);
    // Reads a document of that shape. Refuses dates, amounts, ids and periods that are none.
    read_change (*read)(const boost::json::value& document);
    // Whether an empty document is refused, since an update must update something (R-CAT-13).
    bool needs_a_member = false;

    // The name of the shape: Offer/UpdateMarkup.
    std::string shape() const { return std::string(entity_type) + "/" + std::string(change_type); }
};

inline constexpr bool at_least_one_member = true;

template <market::change_type Ask>
consteval change_form form_of(std::string_view entity_type, std::string_view change_type,
                              void (*describe)(shapes&, const std::string&),
                              read_change (*read)(const boost::json::value&),
                              bool needs_a_member = false) {
    // Stored changes are listed by their names alone, which must say whether they create.
    if (Ask::facts.creates != change_type.starts_with("Create"))
        throw "a creating change is named Create...";
    return {entity_type, change_type, Ask::facts, describe, read, needs_a_member};
}

// For change types without members.
inline void describe_nothing(shapes& to, const std::string& name) {
    to.document(name, {});
}
template <market::change_type Ask>
read_change read_nothing(const boost::json::value&) {
    return Ask{};
}

std::span<const change_form> product_forms();
std::span<const change_form> authorization_forms();
std::span<const change_form> offer_forms();

// Adds the shapes that several documents refer to.
void describe_product_parts(shapes& to);
void describe_authorization_parts(shapes& to);
void describe_offer_parts(shapes& to);

// The form of a change type; nullptr where there is none. The entity type may have a version.
const change_form* find_form(std::string_view entity_type, std::string_view change_type);

// Adds the shapes of all documents.
void describe_changes(shapes& to);

// Every fault of the document's shape. Terms of several types in one list have each its own shape.
std::vector<shape_fault> check_document(const shapes& described, const change_form& form,
                                        const boost::json::value& document);

// The typed change of a document whose shape was checked. Values that are judged when the set is
// applied make an `impossible` change; others refuse at once, with the value as subject.
read_change decode(const change_form& form, const boost::json::value& document);

// Everything in a document of that shape that nothing can be made of, each value by itself.
std::vector<refusal> unreadable_values(const change_form& form, const boost::json::value& document);

} // namespace cppo::notation
