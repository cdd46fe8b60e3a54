#include "notation/terms.h"

#include <algorithm>
#include <set>

#include "notation/json.h"

namespace cppo::notation {
namespace {

namespace json = boost::json;
using namespace market;

constexpr const char* standard_eula_version = "2022-07-14";

// What the product says of a priced or granted dimension.
void describe(json::object& into, const std::string& key, const term_style& style) {
    const auto* found = style.described ? style.described->find_dimension(key) : nullptr;
    if (!found) return;
    into["displayName"] = found->name;
    into["description"] = found->description;
    into["unit"] = found->unit;
}

json::array written(const std::vector<rate>& rates, const term_style& style) {
    json::array made;
    for (const rate& each : rates) {
        json::object one{{style.name("DimensionKey"), each.dimension},
                         {style.name("Price"), each.written}};
        describe(one, each.dimension, style);
        made.push_back(std::move(one));
    }
    return made;
}

json::array written(const std::vector<grant>& grants, const term_style& style) {
    json::array made;
    for (const grant& each : grants) {
        json::object one{{style.name("DimensionKey"), each.dimension},
                         {style.name("MaxQuantity"), each.quantity_max}};
        describe(one, each.dimension, style);
        made.push_back(std::move(one));
    }
    return made;
}

result<std::vector<rate>> rates_from(const json::array& in, int decimals) {
    std::vector<rate> made;
    for (const json::value& each : in) {
        const json::object& one = each.as_object();
        const std::string price_written = text_or_empty(one, "Price");
        made.push_back({text_or_empty(one, "DimensionKey"),
                        TRY(price::parse(price_written, decimals)), price_written});
    }
    return made;
}

} // namespace

json::string term_style::name(std::string_view capital) const {
    json::string made(capital);
    if (first == letters::small) made[0] = static_cast<char>(made[0] - 'A' + 'a');
    return made;
}

json::value term_style::start(day of) const {
    if (days == dates::days) return json::value(of.text());
    const instant at = instant::start_of(of);
    return days == dates::moments ? json::value(at.text()) : epoch(at);
}

json::value term_style::end(day of) const {
    if (days == dates::days) return json::value(of.text());
    const instant at = instant::end_of(of);
    return days == dates::moments ? json::value(at.text()) : epoch(at);
}

term_style discovery_style(const product& of) {
    term_style made = agreement_style;
    made.described = &of;
    return made;
}

json::value epoch(instant at) {
    if (at.ms() % 1000 == 0) return at.ms() / 1000;
    return static_cast<double>(at.ms()) / 1000.0;
}

json::object written(const fixed_upfront_term& term, const term_style& style) {
    json::object made{{style.name("CurrencyCode"), code_of(term.unit)},
                      {style.name("Price"), term.price}};
    const auto add_duration = [&] {
        if (term.duration) made[style.name("Duration")] = term.duration->text();
    };
    const bool is_last = style.described != nullptr; // where dimensions are described
    if (!is_last) add_duration();
    made[style.name("Grants")] = written(term.grants, style);
    if (is_last) add_duration();
    return made;
}

json::object written(const usage_term& term, const term_style& style) {
    return {{style.name("CurrencyCode"), code_of(term.unit)},
            {style.name("RateCards"),
             json::array{json::object{{style.name("RateCard"), written(term.rates, style)}}}}};
}

json::object written(const configurable_upfront_term& term, const term_style& style) {
    const char* choice = term.is_configurable ? "Allowed" : "Disallowed";
    json::array cards;
    for (const upfront_card& each : term.cards)
        cards.push_back(json::object{
            {style.name("Selector"), json::object{{style.name("Type"), "Duration"},
                                                  {style.name("Value"), each.duration.text()}}},
            {style.name("Constraints"),
             json::object{{style.name("MultipleDimensionSelection"), choice},
                          {style.name("QuantityConfiguration"), choice}}},
            {style.name("RateCard"), written(each.rates, style)}});
    return {{style.name("CurrencyCode"), code_of(term.unit)},
            {style.name("RateCards"), std::move(cards)}};
}

json::object written(const payment_schedule_term& term, const term_style& style) {
    json::array schedule;
    for (const instalment& each : term.instalments)
        schedule.push_back({{style.name("ChargeDate"), style.start(each.charge_on)},
                            {style.name("ChargeAmount"), each.written}});
    return {{style.name("CurrencyCode"), code_of(term.unit)},
            {style.name("Schedule"), std::move(schedule)}};
}

json::object written(const validity_term& term, const term_style& style) {
    json::object made;
    if (term.duration) made[style.name("AgreementDuration")] = term.duration->text();
    if (term.starts_on) made[style.name("AgreementStartDate")] = style.start(*term.starts_on);
    if (term.ends_on) made[style.name("AgreementEndDate")] = style.end(*term.ends_on);
    return made;
}

json::array written(const std::vector<legal_document>& documents, const term_style& style) {
    const bool needs_version = style.first == term_style::letters::small;
    json::array made;
    for (const legal_document& each : documents) {
        json::object one{{style.name("Type"), name_of(each.type)}};
        if (!each.url.empty()) one[style.name("Url")] = each.url;
        if (!each.version.empty())
            one[style.name("Version")] = each.version;
        else if (needs_version && each.type == legal_document_type::standard_eula)
            one[style.name("Version")] = standard_eula_version;
        made.push_back(std::move(one));
    }
    return made;
}

json::object written(const pre_existing_agreement& renewal) {
    return {{"AcquisitionChannel", name_of(renewal.channel)},
            {"PricingModel", name_of(renewal.model)}};
}

json::object written(const upfront_choice& choice) {
    json::array dimensions;
    for (const grant& each : choice.dimensions)
        dimensions.push_back(
            {{"dimensionKey", each.dimension}, {"dimensionValue", each.quantity_max}});
    return {{"selectorValue", choice.duration.text()}, {"dimensions", std::move(dimensions)}};
}

result<fixed_upfront_term> fixed_upfront_from(const json::object& in) {
    fixed_upfront_term made{
        TRY(parse_currency(text_or_empty(in, "CurrencyCode"))), text_or_empty(in, "Price"), {}, {}};
    CHECK_OK(price::parse(made.price, upfront_price_decimals));
    if (const auto duration = find_text(in, "Duration"))
        made.duration = TRY(period::parse(*duration));
    for (const json::value& each : get_list(in, "Grants")) {
        const json::object& one = each.as_object();
        made.grants.push_back(
            {text_or_empty(one, "DimensionKey"), one.at("MaxQuantity").to_number<std::int64_t>()});
    }
    return made;
}

result<usage_term> usage_from(const json::object& in) {
    const json::object& card = get_list(in, "RateCards").at(0).as_object();
    return usage_term{TRY(parse_currency(text_or_empty(in, "CurrencyCode"))),
                      TRY(rates_from(get_list(card, "RateCard"), usage_price_decimals))};
}

result<configurable_upfront_term> upfront_from(const json::object& in) {
    std::set<std::string, std::less<>> choices;
    configurable_upfront_term made{
        TRY(parse_currency(text_or_empty(in, "CurrencyCode"))), false, {}};
    for (const json::value& each : get_list(in, "RateCards")) {
        const json::object& card = each.as_object();
        const json::object& constraints = get_object(card, "Constraints");
        choices.insert(text_or_empty(constraints, "MultipleDimensionSelection"));
        choices.insert(text_or_empty(constraints, "QuantityConfiguration"));
        made.cards.push_back({TRY(period::parse(get_text(get_object(card, "Selector"), "Value"))),
                              TRY(rates_from(get_list(card, "RateCard"), upfront_price_decimals))});
    }
    made.has_one_constraint = choices.size() == 1;
    made.is_configurable = choices.contains("Allowed");
    return made;
}

result<payment_schedule_term> schedule_from(const json::object& in) {
    payment_schedule_term made{TRY(parse_currency(text_or_empty(in, "CurrencyCode"))), {}};
    for (const json::value& each : get_list(in, "Schedule")) {
        const json::object& one = each.as_object();
        const std::string amount = text_or_empty(one, "ChargeAmount");
        made.instalments.push_back({TRY(day::parse(text_or_empty(one, "ChargeDate"))),
                                    TRY(money::parse(amount, made.unit)), amount});
    }
    std::ranges::sort(made.instalments, {}, &instalment::charge_on);
    return made;
}

result<validity_term> validity_from(const json::object& in) {
    validity_term made;
    if (const auto found = find_text(in, "AgreementDuration"))
        made.duration = TRY(period::parse(*found));
    if (const auto found = find_text(in, "AgreementStartDate"))
        made.starts_on = TRY(day::parse(*found));
    if (const auto found = find_text(in, "AgreementEndDate"))
        made.ends_on = TRY(day::parse(*found));
    return made;
}

result<upfront_choice> choice_from(const json::object& in) {
    upfront_choice made{TRY(period::parse(text_or_empty(in, "selectorValue"))), {}};
    for (const json::value& each : get_list(in, "dimensions")) {
        const json::object& one = each.as_object();
        made.dimensions.push_back({text_or_empty(one, "dimensionKey"),
                                   one.at("dimensionValue").to_number<std::int64_t>()});
    }
    return made;
}

std::vector<legal_document> documents_from(const json::array& in) {
    std::vector<legal_document> made;
    for (const json::value& each : in) {
        const json::object& one = each.as_object();
        made.push_back({get_named<legal_document_type>(get_text(one, "Type")),
                        text_or_empty(one, "Url"), text_or_empty(one, "Version")});
    }
    return made;
}

pre_existing_agreement renewal_from(const json::object& in) {
    const std::string_view model = get_text(in, "PricingModel");
    return {get_named<acquisition_channel>(get_text(in, "AcquisitionChannel")),
            get_named<pricing_model>(model == "BYOL" ? "Byol" : model)};
}

} // namespace cppo::notation
