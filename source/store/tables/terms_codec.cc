#include "store/tables/terms_codec.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "store/mapping/names.h"

namespace cppo::store {
namespace {

namespace json = boost::json;

std::string text_at(const json::object& in, std::string_view name) {
    const json::value* found = in.if_contains(name);
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

const json::object* object_at(const json::object& in, std::string_view name) {
    const json::value* found = in.if_contains(name);
    return found && found->is_object() ? &found->as_object() : nullptr;
}

json::array accounts_json(const std::vector<account_id>& accounts) {
    json::array made;
    for (const account_id& each : accounts) made.emplace_back(each.text());
    return made;
}

std::vector<account_id> accounts_from(const json::value& in) {
    std::vector<account_id> made;
    for (const json::value& each : in.as_array())
        made.push_back(account_id::minted(std::string(each.as_string())));
    return made;
}

json::array texts_json(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

std::vector<std::string> texts_from(const json::value& in) {
    std::vector<std::string> made;
    for (const json::value& each : in.as_array()) made.emplace_back(each.as_string());
    return made;
}

json::array rates_json(const std::vector<market::rate>& rates) {
    json::array made;
    for (const market::rate& each : rates)
        made.push_back({{"DimensionKey", each.dimension}, {"Price", each.written}});
    return made;
}

result<std::vector<market::rate>> rates_from(const json::array& in, int decimals) {
    std::vector<market::rate> made;
    for (const json::value& each : in) {
        const json::object& one = each.as_object();
        const std::string written = text_at(one, "Price");
        made.push_back(
            {text_at(one, "DimensionKey"), TRY(price::parse(written, decimals)), written});
    }
    return made;
}

json::object authorization_json(const market::authorization_terms& terms) {
    json::object made;
    if (terms.model) made["PricingModel"] = name_of(*terms.model);
    if (terms.fixed_upfront) made["FixedUpfront"] = fixed_upfront_json(*terms.fixed_upfront);
    if (terms.schedule) made["Schedule"] = schedule_json(*terms.schedule);
    made["BuyerDocuments"] = documents_json(terms.buyer_documents);
    made["ResaleDocuments"] = documents_json(terms.resale_documents);
    made["Buyers"] = accounts_json(terms.buyers);
    if (terms.payment_due) made["PaymentDuePeriod"] = terms.payment_due->text();
    if (terms.renewal) made["Renewal"] = renewal_json(*terms.renewal);
    if (terms.usage) made["Usage"] = usage_json(*terms.usage);
    if (terms.upfront) made["Upfront"] = upfront_json(*terms.upfront);
    if (terms.latest_start) made["LatestStart"] = terms.latest_start->text();
    if (terms.discount) made["Discount"] = *terms.discount;
    return made;
}

market::authorization_terms authorization_from(const json::object& in) {
    market::authorization_terms made;
    if (const auto model = text_at(in, "PricingModel"); !model.empty())
        made.model = get_named<market::pricing_model>(model);
    if (const auto* term = object_at(in, "FixedUpfront"))
        made.fixed_upfront = *fixed_upfront_from(*term);
    if (const auto* term = object_at(in, "Schedule")) made.schedule = *schedule_from(*term);
    made.buyer_documents = documents_from(in.at("BuyerDocuments").as_array());
    made.resale_documents = documents_from(in.at("ResaleDocuments").as_array());
    made.buyers = accounts_from(in.at("Buyers"));
    if (const auto due = text_at(in, "PaymentDuePeriod"); !due.empty())
        made.payment_due = *period::parse(due);
    if (const auto* renewal = object_at(in, "Renewal")) made.renewal = renewal_from(*renewal);
    if (const auto* term = object_at(in, "Usage")) made.usage = *usage_from(*term);
    if (const auto* term = object_at(in, "Upfront")) made.upfront = *upfront_from(*term);
    if (const auto latest = text_at(in, "LatestStart"); !latest.empty())
        made.latest_start = *day::parse(latest);
    if (const auto discount = text_at(in, "Discount"); !discount.empty()) made.discount = discount;
    return made;
}

} // namespace

json::object fixed_upfront_json(const market::fixed_upfront_term& term) {
    json::array grants;
    for (const market::grant& each : term.grants)
        grants.push_back({{"DimensionKey", each.dimension}, {"MaxQuantity", each.quantity_max}});
    json::object made{{"CurrencyCode", code_of(term.unit)}, {"Price", term.price}};
    if (term.duration) made["Duration"] = term.duration->text();
    made["Grants"] = std::move(grants);
    return made;
}

result<market::fixed_upfront_term> fixed_upfront_from(const json::object& in) {
    market::fixed_upfront_term made{
        TRY(parse_currency(text_at(in, "CurrencyCode"))), text_at(in, "Price"), {}, {}};
    CHECK_OK(price::parse(made.price, 6));
    if (const auto duration = text_at(in, "Duration"); !duration.empty())
        made.duration = TRY(period::parse(duration));
    for (const json::value& each : in.at("Grants").as_array()) {
        const json::object& one = each.as_object();
        made.grants.push_back(
            {text_at(one, "DimensionKey"), one.at("MaxQuantity").to_number<std::int64_t>()});
    }
    return made;
}

json::object usage_json(const market::usage_term& term) {
    return {{"CurrencyCode", code_of(term.unit)},
            {"RateCards", json::array{json::object{{"RateCard", rates_json(term.rates)}}}}};
}

result<market::usage_term> usage_from(const json::object& in) {
    const json::object& card = in.at("RateCards").as_array().at(0).as_object();
    return market::usage_term{TRY(parse_currency(text_at(in, "CurrencyCode"))),
                              TRY(rates_from(card.at("RateCard").as_array(), 8))};
}

json::object upfront_json(const market::configurable_upfront_term& term) {
    const char* choice = term.is_configurable ? "Allowed" : "Disallowed";
    json::array cards;
    for (const market::upfront_card& each : term.cards)
        cards.push_back(json::object{
            {"Selector", json::object{{"Type", "Duration"}, {"Value", each.duration.text()}}},
            {"Constraints", json::object{{"MultipleDimensionSelection", choice},
                                         {"QuantityConfiguration", choice}}},
            {"RateCard", rates_json(each.rates)}});
    return {{"CurrencyCode", code_of(term.unit)}, {"RateCards", std::move(cards)}};
}

result<market::configurable_upfront_term> upfront_from(const json::object& in) {
    std::set<std::string> choices;
    market::configurable_upfront_term made{
        TRY(parse_currency(text_at(in, "CurrencyCode"))), false, {}};
    for (const json::value& each : in.at("RateCards").as_array()) {
        const json::object& card = each.as_object();
        const json::object& constraints = card.at("Constraints").as_object();
        choices.insert(text_at(constraints, "MultipleDimensionSelection"));
        choices.insert(text_at(constraints, "QuantityConfiguration"));
        made.cards.push_back({TRY(period::parse(text_at(card.at("Selector").as_object(), "Value"))),
                              TRY(rates_from(card.at("RateCard").as_array(), 6))});
    }
    made.has_one_constraint = choices.size() == 1;
    made.is_configurable = choices.contains("Allowed");
    return made;
}

json::object choice_json(const market::upfront_choice& choice) {
    json::array dimensions;
    for (const market::grant& each : choice.dimensions)
        dimensions.push_back(
            {{"dimensionKey", each.dimension}, {"dimensionValue", each.quantity_max}});
    return {{"selectorValue", choice.duration.text()}, {"dimensions", std::move(dimensions)}};
}

result<market::upfront_choice> choice_from(const json::object& in) {
    market::upfront_choice made{TRY(period::parse(text_at(in, "selectorValue"))), {}};
    for (const json::value& each : in.at("dimensions").as_array()) {
        const json::object& one = each.as_object();
        made.dimensions.push_back(
            {text_at(one, "dimensionKey"), one.at("dimensionValue").to_number<std::int64_t>()});
    }
    return made;
}

json::object schedule_json(const market::payment_schedule_term& term) {
    json::array schedule;
    for (const market::instalment& each : term.instalments)
        schedule.push_back({{"ChargeDate", each.charge_on.text()}, {"ChargeAmount", each.written}});
    return {{"CurrencyCode", code_of(term.unit)}, {"Schedule", std::move(schedule)}};
}

result<market::payment_schedule_term> schedule_from(const json::object& in) {
    market::payment_schedule_term made{TRY(parse_currency(text_at(in, "CurrencyCode"))), {}};
    for (const json::value& each : in.at("Schedule").as_array()) {
        const json::object& row = each.as_object();
        const std::string amount = text_at(row, "ChargeAmount");
        made.instalments.push_back({TRY(day::parse(text_at(row, "ChargeDate"))),
                                    TRY(money::parse(amount, made.unit)), amount});
    }
    std::ranges::sort(made.instalments, {}, &market::instalment::charge_on);
    return made;
}

json::array documents_json(const std::vector<market::legal_document>& documents) {
    json::array made;
    for (const market::legal_document& each : documents) {
        json::object one{{"Type", name_of(each.type)}};
        if (!each.url.empty()) one["Url"] = each.url;
        if (!each.version.empty()) one["Version"] = each.version;
        made.push_back(std::move(one));
    }
    return made;
}

std::vector<market::legal_document> documents_from(const json::array& in) {
    std::vector<market::legal_document> made;
    for (const json::value& each : in) {
        const json::object& one = each.as_object();
        made.push_back({get_named<market::legal_document_type>(text_at(one, "Type")),
                        text_at(one, "Url"), text_at(one, "Version")});
    }
    return made;
}

json::object renewal_json(const market::pre_existing_agreement& renewal) {
    return {{"AcquisitionChannel", name_of(renewal.channel)},
            {"PricingModel", name_of(renewal.model)}};
}

market::pre_existing_agreement renewal_from(const json::object& in) {
    const std::string model = text_at(in, "PricingModel");
    return {get_named<market::acquisition_channel>(text_at(in, "AcquisitionChannel")),
            get_named<market::pricing_model>(model == "BYOL" ? "Byol" : model)};
}

json::object validity_json(const market::validity_term& term) {
    json::object made;
    if (term.duration) made["AgreementDuration"] = term.duration->text();
    if (term.starts_on) made["AgreementStartDate"] = term.starts_on->text();
    if (term.ends_on) made["AgreementEndDate"] = term.ends_on->text();
    return made;
}

result<market::validity_term> validity_from(const json::object& in) {
    market::validity_term made;
    if (const auto text = text_at(in, "AgreementDuration"); !text.empty())
        made.duration = TRY(period::parse(text));
    if (const auto text = text_at(in, "AgreementStartDate"); !text.empty())
        made.starts_on = TRY(day::parse(text));
    if (const auto text = text_at(in, "AgreementEndDate"); !text.empty())
        made.ends_on = TRY(day::parse(text));
    return made;
}

std::string text_from(const market::authorization_terms& terms) {
    return json::serialize(authorization_json(terms));
}

std::string text_from(const market::offer_terms& terms) {
    json::object made{{"Wholesale", authorization_json(terms.wholesale)},
                      {"Buyers", accounts_json(terms.buyers)},
                      {"Countries", texts_json(terms.countries)},
                      {"ExcludedCountries", texts_json(terms.excluded_countries)}};
    if (terms.custom_schedule) made["CustomSchedule"] = schedule_json(*terms.custom_schedule);
    if (terms.validity) made["Validity"] = validity_json(*terms.validity);
    if (terms.fixed_quantities) made["FixedUpfront"] = fixed_upfront_json(*terms.fixed_quantities);
    if (!terms.documents.empty()) made["Documents"] = documents_json(terms.documents);
    if (terms.payment_due) made["PaymentDuePeriod"] = terms.payment_due->text();
    if (terms.renewal) made["Renewal"] = renewal_json(*terms.renewal);
    if (terms.cancels) made["Cancels"] = terms.cancels->text();
    return json::serialize(made);
}

std::string text_from(const market::agreement_terms& terms) {
    json::object made{{"Documents", documents_json(terms.documents)},
                      {"Validity", validity_json(terms.validity)}};
    if (terms.fixed_upfront) made["FixedUpfront"] = fixed_upfront_json(*terms.fixed_upfront);
    if (terms.schedule) made["Schedule"] = schedule_json(*terms.schedule);
    if (terms.payment_due) made["PaymentDuePeriod"] = terms.payment_due->text();
    if (terms.usage) made["Usage"] = usage_json(*terms.usage);
    if (terms.wholesale_usage) made["WholesaleUsage"] = usage_json(*terms.wholesale_usage);
    if (terms.upfront) made["Upfront"] = upfront_json(*terms.upfront);
    if (terms.choice) made["Choice"] = choice_json(*terms.choice);
    return json::serialize(made);
}

market::authorization_terms authorization_terms_from(std::string_view text) {
    return authorization_from(json::parse(text).as_object());
}

market::offer_terms offer_terms_from(std::string_view text) {
    const json::value whole = json::parse(text);
    const json::object& in = whole.as_object();
    market::offer_terms made{.wholesale = authorization_from(in.at("Wholesale").as_object()),
                             .buyers = accounts_from(in.at("Buyers")),
                             .countries = texts_from(in.at("Countries")),
                             .excluded_countries = texts_from(in.at("ExcludedCountries"))};
    if (const auto* term = object_at(in, "CustomSchedule"))
        made.custom_schedule = *schedule_from(*term);
    if (const auto* term = object_at(in, "Validity")) made.validity = *validity_from(*term);
    if (const auto* term = object_at(in, "FixedUpfront"))
        made.fixed_quantities = *fixed_upfront_from(*term);
    if (in.contains("Documents")) made.documents = documents_from(in.at("Documents").as_array());
    if (const auto due = text_at(in, "PaymentDuePeriod"); !due.empty())
        made.payment_due = *period::parse(due);
    if (const auto* renewal = object_at(in, "Renewal")) made.renewal = renewal_from(*renewal);
    if (const auto offer = text_at(in, "Cancels"); !offer.empty())
        made.cancels = offer_id::minted(offer);
    return made;
}

market::agreement_terms agreement_terms_from(std::string_view text) {
    const json::value whole = json::parse(text);
    const json::object& in = whole.as_object();
    market::agreement_terms made{documents_from(in.at("Documents").as_array()),
                                 {},
                                 {},
                                 *validity_from(in.at("Validity").as_object()),
                                 {}};
    if (const auto* term = object_at(in, "FixedUpfront"))
        made.fixed_upfront = *fixed_upfront_from(*term);
    if (const auto* term = object_at(in, "Schedule")) made.schedule = *schedule_from(*term);
    if (const auto due = text_at(in, "PaymentDuePeriod"); !due.empty())
        made.payment_due = *period::parse(due);
    if (const auto* term = object_at(in, "Usage")) made.usage = *usage_from(*term);
    if (const auto* term = object_at(in, "WholesaleUsage"))
        made.wholesale_usage = *usage_from(*term);
    if (const auto* term = object_at(in, "Upfront")) made.upfront = *upfront_from(*term);
    if (const auto* term = object_at(in, "Choice")) made.choice = *choice_from(*term);
    return made;
}

std::string text_from(const market::public_offer_terms& terms) {
    json::object made{{"Documents", documents_json(terms.documents)}, {"Renews", terms.renews}};
    if (terms.model) made["PricingModel"] = name_of(*terms.model);
    if (terms.usage) made["Usage"] = usage_json(*terms.usage);
    if (terms.upfront) made["Upfront"] = upfront_json(*terms.upfront);
    if (terms.refund_policy) made["RefundPolicy"] = *terms.refund_policy;
    return json::serialize(made);
}

market::public_offer_terms public_offer_terms_from(std::string_view text) {
    const json::value whole = json::parse(text);
    const json::object& in = whole.as_object();
    market::public_offer_terms made;
    made.documents = documents_from(in.at("Documents").as_array());
    made.renews = in.at("Renews").as_bool();
    if (const auto model = text_at(in, "PricingModel"); !model.empty())
        made.model = get_named<market::pricing_model>(model);
    if (const auto* term = object_at(in, "Usage")) made.usage = *usage_from(*term);
    if (const auto* term = object_at(in, "Upfront")) made.upfront = *upfront_from(*term);
    if (const auto policy = text_at(in, "RefundPolicy"); !policy.empty())
        made.refund_policy = policy;
    return made;
}

} // namespace cppo::store
