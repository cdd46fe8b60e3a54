#include "notation/changes/change_form.h"

#include <array>
#include <boost/json/array.hpp>

#include "notation/changes/value_shapes.h"
#include "notation/json.h"

namespace cppo::notation {

namespace json = boost::json;

namespace {

std::array<std::span<const change_form>, 3> all_forms() {
    return {product_forms(), authorization_forms(), offer_forms()};
}

// A value that can be read in the place of one of the same form that cannot.
const char* stand_in_for(const refusal& what) {
    if (what.why == reason::currency_unknown) return "USD";
    if (what.why == reason::malformed_amount) return "1";
    const bool is_day = day_text().pattern.matches(what.subject);
    return what.why == reason::malformed_value && is_day ? "2000-01-01" : nullptr;
}

json::value* find_text_value(json::value& in, std::string_view text) {
    json::value* found = nullptr;
    const auto look = [&](json::value& each) {
        if (!found) found = find_text_value(each, text);
    };
    if (const auto* own = in.if_string(); own && std::string_view(*own) == text) return &in;
    if (auto* list = in.if_array())
        for (json::value& each : *list) look(each);
    if (auto* object = in.if_object())
        for (auto& each : *object) look(each.value());
    return found;
}

struct reading {
    std::vector<refusal> unreadable;
    std::optional<market::change_details> rest; // with stand-ins for what is unreadable
};

// Reads a document to its end, whatever in it cannot be read.
reading read_on(const change_form& form, json::value document) {
    constexpr std::size_t values_max = 100;
    reading made;
    while (made.unreadable.size() < values_max) {
        auto read = form.read(document);
        if (read) {
            made.rest = std::move(*read);
            return made;
        }
        made.unreadable.push_back(read.error());
        const char* instead = stand_in_for(read.error());
        json::value* at = instead ? find_text_value(document, read.error().subject) : nullptr;
        if (!at) return made;
        *at = instead;
    }
    return made;
}

} // namespace

const change_form* find_form(std::string_view entity_type, std::string_view change_type) {
    entity_type = entity_type.substr(0, entity_type.find('@'));
    for (const auto& forms : all_forms())
        for (const change_form& each : forms)
            if (each.entity_type == entity_type && each.change_type == change_type) return &each;
    return nullptr;
}

void describe_changes(shapes& to) {
    for (const auto& forms : all_forms())
        for (const change_form& each : forms) each.describe(to, each.shape());
    describe_product_parts(to);
    describe_authorization_parts(to);
    describe_offer_parts(to);
}

std::vector<shape_fault> check_document(const shapes& described, const change_form& form,
                                        const boost::json::value& document) {
    auto faults = described.check(form.shape(), document);
    if (!faults.empty() || !document.is_object()) return faults;
    const json::array* terms = find_list(document.as_object(), "Terms");
    if (!terms) return faults;
    for (std::size_t at = 0; at < terms->size(); ++at) {
        const auto type = find_text((*terms)[at].as_object(), "Type");
        if (!type || !described.has(*type)) continue;
        for (shape_fault& each : described.check(*type, (*terms)[at])) {
            each.pointer = "/Terms/" + std::to_string(at) + each.pointer;
            faults.push_back(std::move(each));
        }
    }
    return faults;
}

read_change decode(const change_form& form, const boost::json::value& document) {
    auto made = form.read(document);
    if (made) return made;
    reading all = read_on(form, document);
    for (const refusal& each : all.unreadable)
        if (!market::is_judged_when_applied(each.why)) return std::unexpected(each);
    return market::impossible{form.facts, std::move(all.unreadable), std::move(all.rest)};
}

std::vector<refusal> unreadable_values(const change_form& form, const json::value& document) {
    return read_on(form, document).unreadable;
}

} // namespace cppo::notation
