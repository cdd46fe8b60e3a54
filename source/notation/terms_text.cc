// The text columns of terms. What the store holds was written here, so it is read without refusals.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "notation/json.h"
#include "notation/members.h"
#include "notation/terms.h"

namespace cppo::notation {
namespace {

namespace json = boost::json;
using namespace market;

// Calls `use` with the member where it is there.
template <class Use>
void with_object(const json::object& in, std::string_view name, Use use) {
    if (const json::object* found = find_object(in, name)) use(*found);
}

json::object authorization_json(const authorization_terms& terms) {
    json::object made;
    if (terms.model) made["PricingModel"] = name_of(*terms.model);
    if (terms.fixed_upfront) made["FixedUpfront"] = written(*terms.fixed_upfront, stored_style);
    if (terms.schedule) made["Schedule"] = written(*terms.schedule, stored_style);
    made["BuyerDocuments"] = written(terms.buyer_documents, stored_style);
    made["ResaleDocuments"] = written(terms.resale_documents, stored_style);
    made["Buyers"] = to_json(terms.buyers);
    if (terms.payment_due) made["PaymentDuePeriod"] = terms.payment_due->text();
    if (terms.renewal) made["Renewal"] = written(*terms.renewal);
    if (terms.usage) made["Usage"] = written(*terms.usage, stored_style);
    if (terms.upfront) made["Upfront"] = written(*terms.upfront, stored_style);
    if (terms.latest_start) made["LatestStart"] = terms.latest_start->text();
    if (terms.discount) made["Discount"] = *terms.discount;
    return made;
}

void read_prices(const json::object& in, authorization_terms& into) {
    if (const auto model = find_text(in, "PricingModel"))
        into.model = get_named<pricing_model>(*model);
    with_object(in, "FixedUpfront",
                [&](const auto& term) { into.fixed_upfront = fixed_upfront_from(term).value(); });
    with_object(in, "Schedule",
                [&](const auto& term) { into.schedule = schedule_from(term).value(); });
    with_object(in, "Usage", [&](const auto& term) { into.usage = usage_from(term).value(); });
    with_object(in, "Upfront",
                [&](const auto& term) { into.upfront = upfront_from(term).value(); });
}

authorization_terms authorization_from(const json::object& in) {
    authorization_terms made;
    read_prices(in, made);
    made.buyer_documents = documents_from(get_list(in, "BuyerDocuments"));
    made.resale_documents = documents_from(get_list(in, "ResaleDocuments"));
    made.buyers = from_json<std::vector<account_id>>(in.at("Buyers"));
    if (const auto due = find_text(in, "PaymentDuePeriod"))
        made.payment_due = period::parse(*due).value();
    with_object(in, "Renewal", [&](const auto& term) { made.renewal = renewal_from(term); });
    if (const auto latest = find_text(in, "LatestStart"))
        made.latest_start = day::parse(*latest).value();
    if (const auto discount = find_text(in, "Discount")) made.discount = std::string(*discount);
    return made;
}

template <class T>
std::vector<T> list_or_none(const json::object& in, std::string_view name) {
    const json::value* found = find_value(in, name);
    return found ? from_json<std::vector<T>>(*found) : std::vector<T>();
}

} // namespace

std::string text_from(const authorization_terms& terms) {
    return json::serialize(authorization_json(terms));
}

std::string text_from(const offer_terms& terms) {
    json::object made{{"Wholesale", authorization_json(terms.basis)},
                      {"Buyers", to_json(terms.buyers)},
                      {"Countries", to_json(terms.countries)},
                      {"ExcludedCountries", to_json(terms.excluded_countries)}};
    if (terms.custom_schedule)
        made["CustomSchedule"] = written(*terms.custom_schedule, stored_style);
    if (terms.validity) made["Validity"] = written(*terms.validity, stored_style);
    if (terms.fixed_quantities)
        made["FixedUpfront"] = written(*terms.fixed_quantities, stored_style);
    if (!terms.documents.empty()) made["Documents"] = written(terms.documents, stored_style);
    if (terms.payment_due) made["PaymentDuePeriod"] = terms.payment_due->text();
    if (terms.cancels) made["Cancels"] = terms.cancels->text();
    if (terms.refund_policy) made["RefundPolicy"] = *terms.refund_policy;
    if (terms.renews) made["Renews"] = true;
    return json::serialize(made);
}

std::string text_from(const agreement_terms& terms) {
    json::object made{{"Documents", written(terms.documents, stored_style)},
                      {"Validity", written(terms.validity, stored_style)}};
    if (terms.fixed_upfront) made["FixedUpfront"] = written(*terms.fixed_upfront, stored_style);
    if (terms.schedule) made["Schedule"] = written(*terms.schedule, stored_style);
    if (terms.payment_due) made["PaymentDuePeriod"] = terms.payment_due->text();
    if (terms.usage) made["Usage"] = written(*terms.usage, stored_style);
    if (terms.wholesale_usage)
        made["WholesaleUsage"] = written(*terms.wholesale_usage, stored_style);
    if (terms.upfront) made["Upfront"] = written(*terms.upfront, stored_style);
    if (terms.choice) made["Choice"] = written(*terms.choice);
    if (terms.first) made["First"] = terms.first->text();
    return json::serialize(made);
}

authorization_terms authorization_terms_from(std::string_view text) {
    return authorization_from(json::parse(text).as_object());
}

offer_terms offer_terms_from(std::string_view text) {
    const json::value whole = json::parse(text);
    const json::object& in = whole.as_object();
    offer_terms made;
    // Offers of one's own product that were stored before offers were one have their prices beside
    // the rest.
    if (const json::object* basis = find_object(in, "Wholesale"))
        made.basis = authorization_from(*basis);
    else
        read_prices(in, made.basis);
    made.buyers = list_or_none<account_id>(in, "Buyers");
    made.countries = list_or_none<std::string>(in, "Countries");
    made.excluded_countries = list_or_none<std::string>(in, "ExcludedCountries");
    with_object(in, "CustomSchedule",
                [&](const auto& term) { made.custom_schedule = schedule_from(term).value(); });
    with_object(in, "Validity",
                [&](const auto& term) { made.validity = validity_from(term).value(); });
    with_object(in, "FixedUpfront", [&](const auto& term) {
        made.fixed_quantities = fixed_upfront_from(term).value();
    });
    if (const json::array* documents = find_list(in, "Documents"))
        made.documents = documents_from(*documents);
    if (const auto due = find_text(in, "PaymentDuePeriod"))
        made.payment_due = period::parse(*due).value();
    if (const auto offer = find_text(in, "Cancels"))
        made.cancels = offer_id::minted(std::string(*offer));
    if (const auto policy = find_text(in, "RefundPolicy"))
        made.refund_policy = std::string(*policy);
    made.renews = find_boolean(in, "Renews").value_or(false);
    return made;
}

agreement_terms agreement_terms_from(std::string_view text) {
    const json::value whole = json::parse(text);
    const json::object& in = whole.as_object();
    agreement_terms made;
    made.documents = documents_from(get_list(in, "Documents"));
    made.validity = validity_from(get_object(in, "Validity")).value();
    with_object(in, "FixedUpfront",
                [&](const auto& term) { made.fixed_upfront = fixed_upfront_from(term).value(); });
    with_object(in, "Schedule",
                [&](const auto& term) { made.schedule = schedule_from(term).value(); });
    if (const auto due = find_text(in, "PaymentDuePeriod"))
        made.payment_due = period::parse(*due).value();
    with_object(in, "Usage", [&](const auto& term) { made.usage = usage_from(term).value(); });
    with_object(in, "WholesaleUsage",
                [&](const auto& term) { made.wholesale_usage = usage_from(term).value(); });
    with_object(in, "Upfront",
                [&](const auto& term) { made.upfront = upfront_from(term).value(); });
    with_object(in, "Choice", [&](const auto& term) { made.choice = choice_from(term).value(); });
    if (const auto first = find_text(in, "First"))
        made.first = agreement_id::minted(std::string(*first));
    return made;
}

} // namespace cppo::notation
