#include "store/change_codec.h"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <map>

#include "store/names.h"
#include "store/terms_codec.h"

namespace cppo::store {
namespace {

namespace json = boost::json;
using namespace market;

using details = result<change_details>;
using decoder = details (*)(const json::value&);

std::optional<std::string> text_in(const json::object& in, std::string_view name) {
    const json::value* found = in.if_contains(name);
    if (!found || !found->is_string()) return {};
    return std::string(found->as_string());
}

const json::array* list_in(const json::object& in, std::string_view name) {
    const json::value* found = in.if_contains(name);
    return found && found->is_array() ? &found->as_array() : nullptr;
}

std::optional<std::vector<std::string>> texts_in(const json::object& in, std::string_view name) {
    const json::array* found = list_in(in, name);
    if (!found) return {};
    std::vector<std::string> made;
    for (const json::value& each : *found) made.emplace_back(each.as_string());
    return made;
}

result<std::vector<account_id>> accounts_in(const json::object& in, std::string_view name) {
    std::vector<account_id> made;
    if (const json::array* found = list_in(in, name))
        for (const json::value& each : *found) {
            account_id id = TRY(account_id::parse(each.as_string()));
            if (std::find(made.begin(), made.end(), id) == made.end())
                made.push_back(std::move(id));
        }
    return made;
}

// The only term of a list of at most one; nullptr where the list is empty.
const json::object* single_term(const json::value& in) {
    const json::array& terms = in.as_object().at("Terms").as_array();
    return terms.empty() ? nullptr : &terms[0].as_object();
}

std::set<dimension_type> types_of(const json::object& in) {
    std::set<dimension_type> made;
    for (const json::value& each : in.at("Types").as_array())
        made.insert(get_named<dimension_type>(each.as_string()));
    return made;
}

template <product_type Type>
details product_creation(const json::value& in) {
    return create_product{text_in(in.as_object(), "ProductTitle"), Type};
}

details delivery_options(const json::value& document) {
    add_delivery_options made;
    for (const json::value& each : document.at("DeliveryOptions").as_array())
        made.fulfillment_urls.push_back(*text_in(
            each.at("Details").at("SaaSUrlDeliveryOptionDetails").as_object(), "FulfillmentUrl"));
    return made;
}

details image_options(const json::value& document) {
    add_delivery_options made;
    const std::string title = *text_in(document.at("Version").as_object(), "VersionTitle");
    for (const json::value& each : document.at("DeliveryOptions").as_array()) {
        const json::value& source =
            each.at("Details").at("AmiDeliveryOptionDetails").at("AmiSource");
        made.images.push_back({"", "", *text_in(source.as_object(), "AmiId"), title});
    }
    return made;
}

details regions_added(const json::value& document) {
    return add_regions{*texts_in(document.as_object(), "Regions")};
}

details instance_types_added(const json::value& document) {
    return add_instance_types{*texts_in(document.as_object(), "InstanceTypes")};
}

details product_targeting(const json::value& document) {
    return update_product_targeting{
        TRY(accounts_in(document.at("PositiveTargeting").as_object(), "BuyerAccounts"))};
}

details product_information(const json::value& document) {
    const json::object& in = document.as_object();
    return update_product_information{
        text_in(in, "ProductTitle"),    text_in(in, "ShortDescription"),
        text_in(in, "LongDescription"), text_in(in, "Sku"),
        text_in(in, "LogoUrl"),         text_in(in, "SupportDescription"),
        texts_in(in, "VideoUrls"),      texts_in(in, "Highlights"),
        texts_in(in, "Categories"),     texts_in(in, "SearchKeywords"),
    };
}

details dimensions_added(const json::value& document) {
    add_dimensions made;
    for (const json::value& each : document.as_array()) {
        const json::object& in = each.as_object();
        made.dimensions.push_back({*text_in(in, "Key"), *text_in(in, "Name"),
                                   *text_in(in, "Description"), *text_in(in, "Unit"),
                                   types_of(in)});
    }
    return made;
}

std::vector<dimension_patch> patches(const json::value& document) {
    std::vector<dimension_patch> made;
    for (const json::value& each : document.as_array()) {
        const json::object& in = each.as_object();
        made.push_back(
            {*text_in(in, "Key"), types_of(in), text_in(in, "Name"), text_in(in, "Description")});
    }
    return made;
}

details dimensions_updated(const json::value& document) {
    return update_dimensions{patches(document)};
}

details dimensions_restricted(const json::value& document) {
    return restrict_dimensions{patches(document)};
}

details visibility(const json::value& document) {
    return update_visibility{
        get_named<product_visibility>(*text_in(document.as_object(), "TargetVisibility"))};
}

details authorization_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_authorization{TRY(product_id::parse(*text_in(in, "ProductId"))),
                                *text_in(in, "Name"), text_in(in, "Description").value_or(""),
                                TRY(account_id::parse(*text_in(in, "ResellerAccountId")))};
}

// A renewal that is null is taken back.
template <class Change>
void read_renewal(const json::object& in, std::string_view name, Change& into) {
    const json::value* renewal = in.if_contains(name);
    if (!renewal) return;
    into.clears_renewal = renewal->is_null();
    if (renewal->is_object()) into.renewal = renewal_from(renewal->as_object());
}

details authorization_information(const json::value& document) {
    const json::object& in = document.as_object();
    update_authorization_information made{text_in(in, "Name"), text_in(in, "Description")};
    read_renewal(in, "PreExistingBuyerAgreement", made);
    return made;
}

details authorization_availability(const json::value& document) {
    const json::object& in = document.as_object();
    update_authorization_availability made;
    if (const auto end = text_in(in, "AvailabilityEndDate")) made.end = TRY(day::parse(*end));
    // Real clients send the quantity as a number or as a text; only 1 passes the shape check.
    if (in.contains("OffersMaxQuantity")) made.offers_max = 1;
    return made;
}

details buyer_targeting(const json::value& document) {
    const json::object& positive = single_term(document)->at("PositiveTargeting").as_object();
    return update_buyer_targeting{TRY(accounts_in(positive, "BuyerAccounts"))};
}

details buyer_validity(const json::value& document) {
    return update_buyer_validity{
        TRY(day::parse(*text_in(*single_term(document), "MaximumAgreementStartDate")))};
}

details authorization_legal(const json::value& document) {
    update_authorization_legal made;
    for (const json::value& each : document.as_object().at("Terms").as_array()) {
        const json::object& term = each.as_object();
        auto& into = text_in(term, "Type") == "BuyerLegalTerm" ? made.buyer_documents
                                                               : made.resale_documents;
        into = documents_from(term.at("Documents").as_array());
    }
    return made;
}

template <class Change>
details pricing(const json::value& document) {
    const json::object& in = document.as_object();
    Change made{};
    made.model = get_named<pricing_model>(*text_in(in, "PricingModel"));
    std::set<std::string> seen;
    for (const json::value& each : in.at("Terms").as_array()) {
        const json::object& term = each.as_object();
        const std::string type = *text_in(term, "Type");
        if (!seen.insert(type).second) made.repeats_a_term = true;
        if (type.ends_with("UsageBasedPricingTerm")) made.usage = TRY(usage_from(term));
        if (type.ends_with("ConfigurableUpfrontPricingTerm"))
            made.upfront = TRY(upfront_from(term));
        if (type.ends_with("FixedUpfrontPricingTerm"))
            made.fixed_upfront = TRY(fixed_upfront_from(term));
    }
    return made;
}

details public_offer_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_public_offer{TRY(product_id::parse(*text_in(in, "ProductId"))),
                               text_in(in, "Name")};
}

details public_offer_legal(const json::value& document) {
    return update_offer_legal{documents_from(single_term(document)->at("Documents").as_array())};
}

details public_offer_support(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_offer_support{};
    return update_offer_support{text_in(*term, "RefundPolicy")};
}

details public_offer_renewal(const json::value& document) {
    return update_offer_renewal{single_term(document) != nullptr};
}

constexpr std::size_t instalments_max = 60; // R-FPS-01

details authorization_schedule(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_authorization_schedule{};
    auto made = TRY(schedule_from(*term));
    if (made.instalments.size() > instalments_max) return no(reason::too_many_scheduled_payments);
    return update_authorization_schedule{std::move(made)};
}

// AWS's own example names no currency; the authorization's is meant then.
details offer_schedule(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_offer_schedule{};
    json::object named = *term;
    const bool names_currency = named.contains("CurrencyCode");
    if (!names_currency) named["CurrencyCode"] = code_of(currency::usd);
    auto made = TRY(schedule_from(named));
    if (made.instalments.size() > instalments_max) return no(reason::too_many_charges);
    return update_offer_schedule{std::move(made), names_currency};
}

details offer_net_payment(const json::value& document) {
    constexpr std::array<std::string_view, 6> known{"P15D", "P30D", "P45D",
                                                    "P60D", "P90D", "P120D"};
    const json::array& terms = document.as_object().at("Terms").as_array();
    if (terms.size() > 1) return no(reason::term_type_repeated);
    if (terms.empty()) return update_offer_net_payment{};
    const std::string due = *text_in(terms[0].as_object(), "PaymentDuePeriod");
    if (std::ranges::find(known, due) == known.end())
        return no(reason::payment_due_period_unknown, due);
    return update_offer_net_payment{TRY(period::parse(due))};
}

details net_payment(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_authorization_net_payment{};
    return update_authorization_net_payment{
        TRY(period::parse(*text_in(*term, "PaymentDuePeriod")))};
}

details offer_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_offer{TRY(authorization_id::parse(*text_in(in, "ResaleAuthorizationId"))),
                        text_in(in, "Name"), text_in(in, "Description"), in.contains("OfferSetId")};
}

details replacement_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_replacement{TRY(authorization_id::parse(*text_in(in, "ResaleAuthorizationId"))),
                              TRY(agreement_id::parse(*text_in(in, "AgreementId"))),
                              text_in(in, "Name")};
}

details direct_replacement_creation(const json::value& document) {
    return create_direct_replacement{
        TRY(agreement_id::parse(*text_in(document.as_object(), "AgreementId")))};
}

details offer_information(const json::value& document) {
    const json::object& in = document.as_object();
    update_offer_information made{text_in(in, "Name"), text_in(in, "Description")};
    read_renewal(in, "PreExistingAgreement", made);
    return made;
}

details offer_markup(const json::value& document) {
    return update_markup{TRY(markup::parse(*text_in(document.as_object(), "Percentage")))};
}

details offer_targeting(const json::value& document) {
    const json::object& in = document.as_object();
    update_targeting made;
    if (const json::value* positive = in.if_contains("PositiveTargeting");
        positive && positive->is_object()) {
        made.buyers = TRY(accounts_in(positive->as_object(), "BuyerAccounts"));
        made.countries = texts_in(positive->as_object(), "CountryCodes").value_or(made.countries);
        constexpr std::size_t buyers_max = 26; // R-OFR-03
        if (made.buyers.size() > buyers_max) return no(reason::too_many_buyers);
    }
    if (const json::value* negative = in.if_contains("NegativeTargeting");
        negative && negative->is_object())
        made.excluded_countries =
            texts_in(negative->as_object(), "CountryCodes").value_or(made.excluded_countries);
    return made;
}

details offer_availability(const json::value& document) {
    return update_offer_availability{
        TRY(day::parse(*text_in(document.as_object(), "AvailabilityEndDate")))};
}

details offer_validity(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_offer_validity{};
    return update_offer_validity{TRY(validity_from(*term))};
}

template <class Change>
details without_members(const json::value&) {
    return Change{};
}

const std::map<std::string, decoder, std::less<>>& decoders() {
    static const std::map<std::string, decoder, std::less<>> table{
        {"ProfessionalServicesProduct/CreateProduct",
         product_creation<product_type::professional_services>},
        {"SaaSProduct/CreateProduct", product_creation<product_type::saas>},
        {"SaaSProduct/UpdateInformation", product_information},
        {"SaaSProduct/AddDimensions", dimensions_added},
        {"SaaSProduct/UpdateDimensions", dimensions_updated},
        {"SaaSProduct/RestrictDimensions", dimensions_restricted},
        {"SaaSProduct/AddDeliveryOptions", delivery_options},
        {"SaaSProduct/UpdateTargeting", product_targeting},
        {"SaaSProduct/UpdateVisibility", visibility},
        {"SaaSProduct/ReleaseProduct", without_members<release_product>},
        {"AmiProduct/CreateProduct", product_creation<product_type::machine_image>},
        {"AmiProduct/UpdateInformation", product_information},
        {"AmiProduct/AddDimensions", dimensions_added},
        {"AmiProduct/UpdateDimensions", dimensions_updated},
        {"AmiProduct/RestrictDimensions", dimensions_restricted},
        {"AmiProduct/AddDeliveryOptions", image_options},
        {"AmiProduct/AddRegions", regions_added},
        {"AmiProduct/AddInstanceTypes", instance_types_added},
        {"AmiProduct/UpdateTargeting", product_targeting},
        {"AmiProduct/UpdateVisibility", visibility},
        {"AmiProduct/ReleaseProduct", without_members<release_product>},
        {"Offer/CreateOffer", public_offer_creation},
        {"Offer/UpdatePricingTerms", pricing<update_offer_pricing>},
        {"Offer/UpdateLegalTerms", public_offer_legal},
        {"Offer/UpdateSupportTerms", public_offer_support},
        {"Offer/UpdateRenewalTerms", public_offer_renewal},
        {"ProfessionalServicesProduct/UpdateInformation", product_information},
        {"ProfessionalServicesProduct/AddDimensions", dimensions_added},
        {"ProfessionalServicesProduct/UpdateDimensions", dimensions_updated},
        {"ProfessionalServicesProduct/RestrictDimensions", dimensions_restricted},
        {"ProfessionalServicesProduct/UpdateVisibility", visibility},
        {"ProfessionalServicesProduct/ReleaseProduct", without_members<release_product>},
        {"ResaleAuthorization/CreateResaleAuthorization", authorization_creation},
        {"ResaleAuthorization/UpdateInformation", authorization_information},
        {"ResaleAuthorization/UpdateAvailability", authorization_availability},
        {"ResaleAuthorization/UpdateBuyerTargetingTerms", buyer_targeting},
        {"ResaleAuthorization/UpdateBuyerValidityTerms", buyer_validity},
        {"ResaleAuthorization/UpdateLegalTerms", authorization_legal},
        {"ResaleAuthorization/UpdatePricingTerms", pricing<update_authorization_pricing>},
        {"ResaleAuthorization/UpdatePaymentScheduleTerms", authorization_schedule},
        {"ResaleAuthorization/UpdateNetPaymentTerms", net_payment},
        {"ResaleAuthorization/ReleaseResaleAuthorization", without_members<release_authorization>},
        {"ResaleAuthorization/RestrictResaleAuthorization",
         without_members<restrict_authorization>},
        {"Offer/CreateOfferUsingResaleAuthorization", offer_creation},
        {"Offer/CreateReplacementOfferUsingResaleAuthorization", replacement_creation},
        {"Offer/CreateReplacementOffer", direct_replacement_creation},
        {"Offer/UpdateNetPaymentTerms", offer_net_payment},
        {"Offer/UpdateCustomerVerificationTerms", without_members<update_offer_verification>},
        {"Offer/UpdateInformation", offer_information},
        {"Offer/UpdateMarkup", offer_markup},
        {"Offer/UpdateTargeting", offer_targeting},
        {"Offer/UpdateAvailability", offer_availability},
        {"Offer/UpdateValidityTerms", offer_validity},
        {"Offer/UpdatePaymentScheduleTerms", offer_schedule},
        {"Offer/ReleaseOffer", without_members<release_offer>},
    };
    return table;
}

// Values of a legal form that AWS judges when the set is applied (R-CAT-04).
bool is_judged_later(reason why) {
    switch (why) {
        case reason::currency_unknown:
        case reason::term_type_repeated:
        case reason::too_many_buyers:
        case reason::too_many_charges:
        case reason::too_many_scheduled_payments:
        case reason::payment_due_period_unknown:
            return true;
        default:
            return false;
    }
}

} // namespace

result<change_details> decode_change(std::string_view entity_type, std::string_view change_type,
                                     const json::value& document) {
    const std::string_view unversioned = entity_type.substr(0, entity_type.find('@'));
    const auto found = decoders().find(std::string(unversioned) + "/" + std::string(change_type));
    if (found == decoders().end())
        return no_because(reason::malformed_value, "The change type is unknown.",
                          std::string(change_type));
    auto made = found->second(document);
    if (!made && is_judged_later(made.error().why)) return impossible{std::move(made).error()};
    return made;
}

std::string text_from(const std::vector<change>& changes) {
    json::array made;
    for (const change& each : changes) {
        json::array errors;
        for (const refusal& one : each.errors)
            errors.push_back({{"reason", name_of(one.why)},
                              {"sentence", one.sentence},
                              {"subject", one.subject}});
        json::object entry{{"type", each.type},         {"entityType", each.entity_type},
                           {"entity", each.entity},     {"name", each.name},
                           {"document", each.document}, {"errors", std::move(errors)}};
        if (each.expected_revision) entry["revision"] = *each.expected_revision;
        json::array tags;
        for (const tag& one : each.tags) tags.push_back({{"key", one.key}, {"value", one.value}});
        if (!tags.empty()) entry["tags"] = std::move(tags);
        made.push_back(std::move(entry));
    }
    return json::serialize(made);
}

std::vector<change> changes_from(std::string_view text) {
    std::vector<change> made;
    const json::value whole = json::parse(text);
    for (const json::value& each : whole.as_array()) {
        const json::object& in = each.as_object();
        change one{.type = *text_in(in, "type"),
                   .entity_type = *text_in(in, "entityType"),
                   .entity = *text_in(in, "entity"),
                   .expected_revision = {},
                   .name = *text_in(in, "name"),
                   .details = create_product{},
                   .document = *text_in(in, "document"),
                   .errors = {}};
        if (in.contains("revision")) one.expected_revision = in.at("revision").as_int64();
        if (const json::array* tags = list_in(in, "tags"))
            for (const json::value& kept : *tags)
                one.tags.push_back(
                    {*text_in(kept.as_object(), "key"), *text_in(kept.as_object(), "value")});
        auto decoded = decode_change(one.entity_type, one.type, json::parse(one.document));
        if (!decoded) throw failure("22000", "A stored change does not decode.");
        one.details = std::move(*decoded);
        for (const json::value& error : in.at("errors").as_array()) {
            const json::object& fault = error.as_object();
            one.errors.push_back({reason_named(*text_in(fault, "reason")).value(),
                                  *text_in(fault, "sentence"),
                                  *text_in(fault, "subject"),
                                  {}});
        }
        made.push_back(std::move(one));
    }
    return made;
}

} // namespace cppo::store
