#include "story/documents.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>
#include <stdexcept>

#include "notation/changes/change_form.h"

namespace cppo::story {
namespace {

namespace json = boost::json;

constexpr std::string_view product_type = "ProfessionalServicesProduct@1.0";
constexpr std::string_view saas_type = "SaaSProduct@1.0";
constexpr std::string_view image_type = "AmiProduct@1.0";
constexpr std::string_view authorization_type = "ResaleAuthorization@1.0";
constexpr std::string_view offer_type = "Offer@1.0";
constexpr std::string_view nothing = "{}";

market::change change_of(std::string_view entity_type, std::string_view type,
                         const std::string& entity, const json::value& document) {
    return story::change_of(entity_type, type, entity, json::serialize(document));
}

json::array texts(const std::vector<account_id>& accounts) {
    json::array made;
    for (const account_id& each : accounts) made.emplace_back(each.text());
    return made;
}

json::object terms(json::array list) {
    return {{"Terms", std::move(list)}};
}

json::array rows_of(const std::vector<charge_row>& rows) {
    json::array made;
    for (const charge_row& each : rows)
        made.push_back({{"ChargeDate", each.day}, {"ChargeAmount", each.amount}});
    return made;
}

json::object schedule_of(const authorization_order& order) {
    return {{"Type", "ResalePaymentScheduleTerm"},
            {"CurrencyCode", order.currency},
            {"Schedule", rows_of(order.rows)}};
}

json::object fixed_price_of(const authorization_order& order) {
    json::array grants{json::object{{"DimensionKey", order.dimension}, {"MaxQuantity", 1}}};
    return {{"Type", "ResaleFixedUpfrontPricingTerm"},
            {"CurrencyCode", order.currency},
            {"Price", "0.0"},
            {"Duration", order.duration},
            {"Grants", std::move(grants)}};
}

json::array rates_of(const price_card& card) {
    json::array made;
    for (const dimension_price& each : card.prices)
        made.push_back({{"DimensionKey", each.dimension}, {"Price", each.price}});
    return made;
}

json::object upfront_card_of(const price_card& card) {
    return {{"Selector", {{"Type", "Duration"}, {"Value", card.duration}}},
            {"RateCard", rates_of(card)},
            {"Constraints",
             {{"MultipleDimensionSelection", "Allowed"}, {"QuantityConfiguration", "Allowed"}}}};
}

// The prices of a public offer; of an authorization, where all types begin with `Resale`.
json::object pricing_of(const std::vector<price_card>& prices, const std::string& begins = "") {
    json::array upfront, usage;
    for (const price_card& each : prices) {
        if (each.is_for_use())
            usage.push_back({{"RateCard", rates_of(each)}});
        else
            upfront.push_back(upfront_card_of(each));
    }
    const char* model = upfront.empty() ? "Usage" : "Contract";
    json::array made;
    const auto add = [&](const char* type, json::array cards) {
        if (cards.empty()) return;
        made.push_back(
            {{"Type", begins + type}, {"CurrencyCode", "USD"}, {"RateCards", std::move(cards)}});
    };
    add("UsageBasedPricingTerm", std::move(usage));
    add("ConfigurableUpfrontPricingTerm", std::move(upfront));
    return {{"PricingModel", model}, {"Terms", std::move(made)}};
}

json::object dimension_of(const std::string& key, const char* type) {
    return {{"Key", key},
            {"Name", key},
            {"Description", key},
            {"Unit", "Units"},
            {"Types", json::array{type}}};
}

// Each dimension once, however many durations it has a price for.
json::array dimensions_of(const std::vector<price_card>& prices) {
    json::array made;
    std::set<std::string> seen;
    for (const price_card& card : prices)
        for (const dimension_price& each : card.prices)
            if (seen.insert(each.dimension).second)
                made.push_back(dimension_of(each.dimension,
                                            card.is_for_use() ? "ExternallyMetered" : "Entitled"));
    return made;
}

json::object legal_term(const char* type, const char* document) {
    return {{"Type", type}, {"Documents", json::array{json::object{{"Type", document}}}}};
}

json::object authorization_legal() {
    return terms({legal_term("BuyerLegalTerm", "StandardEula"),
                  legal_term("ResaleLegalTerm", "StandardResellerContract")});
}

json::object authorization_of(const product_id& product, const account_id& reseller) {
    return {
        {"ProductId", product.text()}, {"Name", "Deal"}, {"ResellerAccountId", reseller.text()}};
}

void add_conditions(std::vector<market::change>& to, const authorization_id& id,
                    const resale_conditions& conditions, const std::vector<account_id>& buyers) {
    const auto add = [&](const char* type, const json::value& document) {
        to.push_back(change_of(authorization_type, type, id.text(), document));
    };
    if (!conditions.payment_due.empty())
        add("UpdateNetPaymentTerms",
            terms({json::object{{"Type", "ResaleNetPaymentTerm"},
                                {"PaymentDuePeriod", conditions.payment_due}}}));
    if (!conditions.latest_start.empty())
        add("UpdateBuyerValidityTerms",
            terms({json::object{{"Type", "BuyerValidityTerm"},
                                {"MaximumAgreementStartDate", conditions.latest_start}}}));
    if (conditions.is_renewal)
        add("UpdateInformation",
            json::object{
                {"PreExistingBuyerAgreement", json::object{{"AcquisitionChannel", "AwsMarketplace"},
                                                           {"PricingModel", "Contract"}}}});
    if (!buyers.empty())
        add("UpdateBuyerTargetingTerms",
            terms({json::object{
                {"Type", "BuyerTargetingTerm"},
                {"PositiveTargeting", json::object{{"BuyerAccounts", texts(buyers)}}}}}));
}

std::vector<market::change> public_offer_changes(const product_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(offer_type, type, order.list_offer.text(), document);
    };
    json::object eula{{"Type", "StandardEula"}, {"Version", "2022-07-14"}};
    json::object support{{"Type", "SupportTerm"}, {"RefundPolicy", "No refund."}};
    return {
        change("CreateOffer", json::object{{"ProductId", order.product.text()}}),
        change("UpdateInformation",
               json::object{{"Name", order.title}, {"Description", order.title}}),
        change("UpdatePricingTerms", pricing_of(order.prices)),
        change("UpdateLegalTerms",
               terms({json::object{{"Type", "LegalTerm"}, {"Documents", json::array{eula}}}})),
        change("UpdateSupportTerms", terms({support})),
        change("UpdateRenewalTerms", terms({json::object{{"Type", "RenewalTerm"}}})),
        change("ReleaseOffer", json::object()),
    };
}

} // namespace

market::change change_of(std::string_view entity_type, std::string_view type,
                         const std::string& entity, const std::string& document) {
    const auto* form = notation::find_form(entity_type, type);
    auto details = notation::decode(*form, json::parse(document));
    if (!details) throw std::runtime_error(document + ": " + details.error().sentence);
    return {std::string(type),
            std::string(entity_type),
            entity,
            {},
            "",
            std::move(*details),
            document,
            {}};
}

std::vector<market::change> product_changes(const product_id& id, const std::string& title,
                                            const std::string& dimension) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(product_type, type, id.text(), document);
    };
    return {change("CreateProduct", json::object{{"ProductTitle", title}}),
            change("UpdateInformation", json::object{{"ShortDescription", title}}),
            change("AddDimensions", json::array{dimension_of(dimension, "Entitled")}),
            change("ReleaseProduct", json::object())};
}

std::vector<market::change> saas_changes(const product_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(saas_type, type, order.product.text(), document);
    };
    json::object details{{"SaaSUrlDeliveryOptionDetails",
                          {{"FulfillmentUrl", "https://northwind.example/register"}}}};
    json::object option{{"Details", std::move(details)}};
    std::vector<market::change> made{
        change("CreateProduct", json::object()),
        change("UpdateInformation",
               json::object{{"ProductTitle", order.title}, {"ShortDescription", order.title}}),
        change("AddDeliveryOptions", json::object{{"DeliveryOptions", json::array{option}}}),
        change("AddDimensions", dimensions_of(order.prices)),
        change("ReleaseProduct", json::object()),
        // To everybody, so that any buyer of a story may buy it.
        change("UpdateVisibility", json::object{{"TargetVisibility", "Public"}}),
    };
    for (market::change& each : public_offer_changes(order)) made.push_back(std::move(each));
    return made;
}

std::vector<market::change> image_changes(const product_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(image_type, type, order.product.text(), document);
    };
    json::array dimensions = dimensions_of(order.prices);
    for (json::value& each : dimensions) {
        each.at("Types") = json::array{"Metered"};
        each.at("Unit") = "Hrs";
    }
    json::object source{{"AmiId", "ami-11111111111111111"},
                        {"UserName", "ec2-user"},
                        {"OperatingSystemName", "AMAZONLINUX"},
                        {"OperatingSystemVersion", "2"},
                        {"AccessRoleArn", "arn:aws:iam::111111111111:role/Ingestion"}};
    const json::object web{{"IpProtocol", "tcp"},
                           {"FromPort", 443},
                           {"ToPort", 443},
                           {"IpRanges", json::array{"0.0.0.0/0"}}};
    json::object details{
        {"AmiDeliveryOptionDetails", json::object{{"AmiSource", std::move(source)},
                                                  {"UsageInstructions", "Start it."},
                                                  {"RecommendedInstanceType", "t2.small"},
                                                  {"SecurityGroups", json::array{web}}}}};
    std::vector<market::change> made{
        change("CreateProduct", json::object()),
        change("UpdateInformation",
               json::object{{"ProductTitle", order.title}, {"ShortDescription", order.title}}),
        change("AddDimensions", dimensions),
        change("AddRegions", json::object{{"Regions", json::array{"us-east-1"}}}),
        change("AddInstanceTypes", json::object{{"InstanceTypes", json::array{"t2.small"}}}),
        change(
            "AddDeliveryOptions",
            json::object{
                {"Version", json::object{{"VersionTitle", "1.0"}, {"ReleaseNotes", "The first."}}},
                {"DeliveryOptions", json::array{json::object{{"Details", std::move(details)}}}}}),
        change("ReleaseProduct", json::object()),
        // To everybody, so that any buyer of a story may buy it.
        change("UpdateVisibility", json::object{{"TargetVisibility", "Public"}}),
    };
    for (market::change& each : public_offer_changes(order)) made.push_back(std::move(each));
    return made;
}

std::vector<market::change> authorization_changes(const authorization_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(authorization_type, type, order.id.text(), document);
    };
    std::vector<market::change> made{
        change("CreateResaleAuthorization", authorization_of(order.product, order.reseller)),
        change("UpdateAvailability",
               json::object{{"OffersMaxQuantity", 1}, {"AvailabilityEndDate", order.until}}),
        change("UpdateLegalTerms", authorization_legal()),
        change("UpdatePricingTerms", json::object{{"PricingModel", "Contract"},
                                                  {"Terms", json::array{fixed_price_of(order)}}}),
        change("UpdatePaymentScheduleTerms", terms({schedule_of(order)})),
        change("ReleaseResaleAuthorization", json::object()),
    };
    add_conditions(made, order.id, order.conditions, order.buyers);
    return made;
}

std::vector<market::change> authorization_draft_changes(const priced_authorization_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(authorization_type, type, order.id.text(), document);
    };
    std::vector<market::change> made{
        change("CreateResaleAuthorization", authorization_of(order.product, order.reseller)),
        change("UpdateAvailability", json::object{{"AvailabilityEndDate", order.until}}),
        change("UpdateLegalTerms", authorization_legal()),
    };
    add_conditions(made, order.id, order.conditions, order.buyers);
    return made;
}

market::change release_of(const authorization_id& id) {
    return change_of(authorization_type, "ReleaseResaleAuthorization", id.text(),
                     std::string(nothing));
}

std::vector<market::change> priced_authorization_changes(const priced_authorization_order& order) {
    auto made = authorization_draft_changes(order);
    made.push_back(change_of(authorization_type, "UpdatePricingTerms", order.id.text(),
                             pricing_of(order.prices, "Resale")));
    made.push_back(release_of(order.id));
    return made;
}

std::vector<market::change> draft_changes(const offer_order& order) {
    const auto change = [&](const char* type, const json::value& document) {
        return change_of(offer_type, type, order.id.text(), document);
    };
    json::object created{{"ResaleAuthorizationId", order.from.text()}};
    if (!order.replaced.empty()) created["AgreementId"] = order.replaced;
    std::vector<market::change> made{
        change(order.replaced.empty() ? "CreateOfferUsingResaleAuthorization"
                                      : "CreateReplacementOfferUsingResaleAuthorization",
               created),
        change("UpdateInformation",
               json::object{{"Name", order.name}, {"Description", order.name}}),
        change("UpdateMarkup", json::object{{"Percentage", order.markup}}),
        change("UpdateAvailability", json::object{{"AvailabilityEndDate", order.until}}),
    };
    if (!order.buyers.empty())
        made.push_back(
            change("UpdateTargeting",
                   json::object{{"PositiveTargeting",
                                 json::object{{"BuyerAccounts", texts(order.buyers)}}}}));
    if (!order.duration.empty()) made.push_back(validity_of(order.id, {order.duration, {}, {}}));
    return made;
}

market::change release_of(const offer_id& id) {
    return change_of(offer_type, "ReleaseOffer", id.text(), std::string(nothing));
}

std::vector<market::change> offer_changes(const offer_order& order) {
    auto made = draft_changes(order);
    made.push_back(release_of(order.id));
    std::ranges::reverse(made);
    return made;
}

market::change restriction_of(const authorization_id& id) {
    return change_of(authorization_type, "RestrictResaleAuthorization", id.text(),
                     std::string(nothing));
}

market::change markup_of(const offer_id& id, const std::string& percentage) {
    return change_of(offer_type, "UpdateMarkup", id.text(),
                     json::object{{"Percentage", percentage}});
}

market::change instalments_of(const offer_id& id, const std::vector<charge_row>& rows) {
    return change_of(offer_type, "UpdatePaymentScheduleTerms", id.text(),
                     terms({json::object{{"Type", "PaymentScheduleTerm"},
                                         {"CurrencyCode", "USD"},
                                         {"Schedule", rows_of(rows)}}}));
}

market::change fixed_quantities_of(const offer_id& id, const std::string& duration,
                                   const std::vector<market::grant>& quantities) {
    json::array grants;
    for (const market::grant& each : quantities)
        grants.push_back({{"DimensionKey", each.dimension}, {"MaxQuantity", each.quantity_max}});
    json::object fixed{{"Type", "FixedUpfrontPricingTerm"},
                       {"CurrencyCode", "USD"},
                       {"Price", "0"},
                       {"Duration", duration},
                       {"Grants", std::move(grants)}};
    return change_of(offer_type, "UpdatePricingTerms", id.text(),
                     json::object{{"PricingModel", "Contract"}, {"Terms", json::array{fixed}}});
}

market::change net_payment_of(const offer_id& id, const std::string& due_after) {
    return change_of(
        offer_type, "UpdateNetPaymentTerms", id.text(),
        terms({json::object{{"Type", "NetPaymentTerm"}, {"PaymentDuePeriod", due_after}}}));
}

market::change validity_of(const offer_id& id, const agreement_time& time) {
    json::object term{{"Type", "ValidityTerm"}};
    if (!time.duration.empty()) term["AgreementDuration"] = time.duration;
    if (!time.starts_on.empty()) term["AgreementStartDate"] = time.starts_on;
    if (!time.ends_on.empty()) term["AgreementEndDate"] = time.ends_on;
    return change_of(offer_type, "UpdateValidityTerms", id.text(), terms({term}));
}

market::change end_of(const offer_id& id, const std::string& day) {
    return change_of(offer_type, "UpdateAvailability", id.text(),
                     json::object{{"AvailabilityEndDate", day}});
}

} // namespace cppo::story
