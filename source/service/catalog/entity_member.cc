#include "service/catalog/entity_member.h"

#include <algorithm>

namespace cppo::service {
namespace {

using namespace market;
using texts = std::vector<std::string>;
using enum entity_member;

texts of_product(const market::product& of, entity_member what) {
    switch (what) {
        case name:
            return {of.title};
        case status:
            return {std::string(name_of(of.visibility))};
        case delivery_types:
            return of.delivery.empty() ? texts{} : texts{"SoftwareRegistration"};
        case id:
        case modified:
        case product:
        case product_name:
        case authorization:
        case offer_set:
        case buyers:
        case targeting:
        case target_agreement:
        case target_intent:
        case source:
        case services:
        case manufacturer:
        case manufacturer_name:
        case reseller:
        case reseller_name:
        case reseller_role:
        case issuer:
        case source_authorization:
        case extended_status:
        case created:
        case released:
        case available_until:
            return {};
    }
    __builtin_unreachable();
}

texts of_authorization(const entity_facts& entity, const authorization_view& shown,
                       entity_member what) {
    const auto named = [&](const account_id& id) {
        const auto found = entity.names.find(id);
        return found == entity.names.end() ? texts{} : texts{found->second};
    };
    switch (what) {
        case name:
            return {shown.of.name};
        case status:
            return {std::string(name_of(shown.of.state))};
        case product:
            return {shown.of.product.text()};
        case product_name:
            return {shown.sold.title};
        case manufacturer:
            return {shown.of.owner.text()};
        case manufacturer_name:
            return named(shown.of.owner);
        case reseller:
            return {shown.of.reseller.text()};
        case reseller_name:
            return named(shown.of.reseller);
        case reseller_role:
            return {std::string(name_of(shown.of.role))};
        case issuer:
            return {shown.of.owner.text()};
        case extended_status:
            return {std::string(name_of(shown.use.status()))};
        case id:
        case modified:
        case authorization:
        case offer_set:
        case buyers:
        case targeting:
        case target_agreement:
        case target_intent:
        case source:
        case delivery_types:
        case services:
        case created:
        case released:
        case available_until:
        case source_authorization:
            return {};
    }
    __builtin_unreachable();
}

texts of_offer(const offer& of, entity_member what) {
    texts made;
    switch (what) {
        case name:
            return {of.name};
        case status:
            return {std::string(name_of(of.state))};
        case product:
            return {of.product.text()};
        case authorization:
            return of.authorization ? texts{of.authorization->text()} : texts{};
        case source:
            return {"Seller"};
        case target_agreement:
            return of.replaces ? texts{of.replaces->text()} : texts{};
        case buyers:
            for (const account_id& each : of.terms.buyers) made.push_back(each.text());
            return made;
        case targeting:
            if (!of.terms.buyers.empty()) made.push_back("BuyerAccounts");
            if (!of.terms.countries.empty() || !of.terms.excluded_countries.empty())
                made.push_back("CountryCodes");
            return made.empty() ? texts{"None"} : made;
        case id:
        case modified:
        case product_name:
        case offer_set:
        case target_intent:
        case delivery_types:
        case services:
        case manufacturer:
        case manufacturer_name:
        case reseller:
        case reseller_name:
        case reseller_role:
        case issuer:
        case source_authorization:
        case extended_status:
        case created:
        case released:
        case available_until:
            return {};
    }
    __builtin_unreachable();
}

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool holds_part(const std::string& text, const std::string& part) {
    const auto same = [](char one, char other) { return small(one) == small(other); };
    return !std::ranges::search(text, part, same).empty() || part.empty();
}

} // namespace

instant never_ending() {
    return instant::end_of(*day::parse("2099-12-31"));
}

bool is_date(entity_member what) {
    return what == modified || what == created || what == released || what == available_until;
}

std::vector<std::string> texts_of(const entity_facts& entity, entity_member what) {
    if (what == id) return {entity.id};
    if (const auto* of = std::get_if<market::product>(&entity.what)) return of_product(*of, what);
    if (const auto* of = std::get_if<authorization_view>(&entity.what))
        return of_authorization(entity, *of, what);
    return of_offer(std::get<offer>(entity.what), what);
}

std::optional<instant> date_of(const entity_facts& entity, entity_member what) {
    if (what == modified) return entity.modified;
    if (const auto* shown = std::get_if<authorization_view>(&entity.what)) {
        if (what == created) return shown->of.created;
        if (what == available_until) return shown->of.available_until.value_or(never_ending());
    }
    if (const auto* of = std::get_if<offer>(&entity.what)) {
        if (what == released) return of->released;
        if (what == available_until) return of->available_until;
    }
    return {};
}

store::value key_of(const entity_facts& entity, entity_member what) {
    if (is_date(what)) {
        const auto date = date_of(entity, what);
        return date ? date->us() : std::int64_t{0};
    }
    std::string joined;
    for (const std::string& each : texts_of(entity, what)) {
        if (!joined.empty()) joined += ' ';
        joined += each;
    }
    return joined;
}

bool entity_criterion::matches(const entity_facts& entity) const {
    if (is_date(what)) {
        const auto date = date_of(entity, what);
        if (!date) return false;
        const bool named = values.empty() ||
                           std::ranges::find(values, date->text()) != values.end() ||
                           std::ranges::find(values, date->text_in_seconds()) != values.end();
        return named && (!after || *after <= *date) &&
               (!before || *date < before->plus_ms(second_ms));
    }
    return std::ranges::any_of(texts_of(entity, what), [&](const std::string& text) {
        return (values.empty() || std::ranges::find(values, text) != values.end()) &&
               holds_part(text, part);
    });
}

} // namespace cppo::service
