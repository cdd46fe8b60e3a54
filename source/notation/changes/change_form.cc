#include "notation/changes/change_form.h"

#include <array>
#include <boost/json/array.hpp>

#include "notation/json.h"

namespace cppo::notation {
namespace {

std::array<std::span<const change_form>, 3> all_forms() {
    return {product_forms(), authorization_forms(), offer_forms()};
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
    const boost::json::array* terms = find_list(document.as_object(), "Terms");
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
    if (!made && market::is_judged_when_applied(made.error().why))
        return market::impossible{form.facts, std::move(made).error()};
    return made;
}

} // namespace cppo::notation
