#include "bench/channel.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "bench/change_set.h"
#include "bench/stopwatch.h"
#include "wire/value/notation.h"

namespace cppo::bench {
namespace {

namespace json = boost::json;

constexpr const char* product_type = "SaaSProduct@1.0";
constexpr const char* authorization_type = "ResaleAuthorization@1.0";
constexpr const char* offer_type = "Offer@1.0";
constexpr const char* bought = "Seats";

json::object targeting(std::initializer_list<std::string> accounts) {
    json::array listed;
    for (const std::string& each : accounts) listed.emplace_back(each);
    return {{"PositiveTargeting", json::object{{"BuyerAccounts", std::move(listed)}}}};
}

json::object dimension(const std::string& key, const char* type) {
    return {{"Key", key},
            {"Name", key},
            {"Description", key},
            {"Unit", "Units"},
            {"Types", json::array{type}}};
}

json::object terms(std::initializer_list<json::value_ref> listed) {
    return {{"Terms", json::array(listed)}};
}

json::object legal_term(const char* type, const char* document) {
    return {{"Type", type}, {"Documents", json::array{json::object{{"Type", document}}}}};
}

json::object rate(const std::string& dimension, const char* price) {
    return {{"DimensionKey", dimension}, {"Price", price}};
}

// A contract for a year and metered usage; the terms of an authorization begin with Resale.
json::object pricing(const std::string& beginning, const std::vector<std::string>& metered) {
    json::array rates;
    for (const std::string& each : metered) rates.emplace_back(rate(each, "0.12"));
    const json::object usage{{"Type", beginning + "UsageBasedPricingTerm"},
                             {"CurrencyCode", "USD"},
                             {"RateCards", json::array{json::object{{"RateCard", rates}}}}};
    const json::object card{{"Selector", json::object{{"Type", "Duration"}, {"Value", "P12M"}}},
                            {"RateCard", json::array{rate(bought, "120")}},
                            {"Constraints", json::object{{"MultipleDimensionSelection", "Allowed"},
                                                         {"QuantityConfiguration", "Allowed"}}}};
    const json::object upfront{{"Type", beginning + "ConfigurableUpfrontPricingTerm"},
                               {"CurrencyCode", "USD"},
                               {"RateCards", json::array{card}}};
    json::object made = terms({usage, upfront});
    made["PricingModel"] = "Contract";
    return made;
}

std::string day_in(client& operator_, int days) {
    const auto now = instant::parse(wire::get_text(operator_.get("/console/v1/clock"), "now"));
    return now->day().plus_days(days).text();
}

// What the buyer chooses for one of an offer's terms.
json::object requested(const json::object& term) {
    const auto& [member, content] = *term.begin();
    json::object made{{"id", wire::get_text(content.as_object(), "id")}};
    if (member != "configurableUpfrontPricingTerm") return made;
    const json::object dimensions{{"dimensionKey", bought}, {"dimensionValue", 3}};
    made["configuration"] = json::object{
        {"configurableUpfrontPricingTermConfiguration",
         json::object{{"selectorValue", "P12M"}, {"dimensions", json::array{dimensions}}}}};
    return made;
}

} // namespace

channel::channel(const marketplace& at, int metered_count)
    : isv_(at.as("isv")),
      partner_(at.as("reseller")),
      buyer_(at.as("buyer")),
      metered_count_(metered_count) {
    client clock = at.as("operator");
    last_day_ = day_in(clock, 40);
    const std::string product = carry_out(isv_, product_changes(), "Product");
    authorization_ = carry_out(isv_, authorization_changes(product), "Authorization");
}

std::vector<std::string> channel::metered_dimensions() const {
    std::vector<std::string> made;
    for (int at = 0; at < metered_count_; ++at) made.push_back("Metered" + std::to_string(at));
    return made;
}

json::array channel::product_changes() const {
    const auto product = [](const char* type, json::value details) {
        return change(product_type, type, "Product", std::move(details));
    };
    const auto offer = [](const char* type, json::value details) {
        return change(offer_type, type, "Offer", std::move(details));
    };
    const json::object url{{"FulfillmentUrl", "https://isv.example/start"}};
    const json::object delivery{{"Details", json::object{{"SaaSUrlDeliveryOptionDetails", url}}}};
    json::array dimensions{dimension(bought, "Entitled")};
    for (const std::string& each : metered_dimensions())
        dimensions.emplace_back(dimension(each, "ExternallyMetered"));
    const json::object information{{"ProductTitle", "A metered service"},
                                   {"ShortDescription", "Seats, and use by the hour"},
                                   {"LongDescription", "Seats by the year, and use by the hour."},
                                   {"Highlights", json::array{"Metered"}},
                                   {"Categories", json::array{"Data Catalogs"}},
                                   {"SearchKeywords", json::array{"metered"}},
                                   {"LogoUrl", "https://isv.example/logo.png"},
                                   {"AdditionalResources", json::array()},
                                   {"VideoUrls", json::array()}};
    return {
        creation(product_type, "CreateProduct", "Product", {}),
        product("UpdateInformation", information),
        product("UpdateTargeting", targeting({buyer().account, partner_.who().account})),
        product("AddDeliveryOptions", json::object{{"DeliveryOptions", json::array{delivery}}}),
        product("AddDimensions", dimensions),
        product("ReleaseProduct", json::object()),
        creation(offer_type, "CreateOffer", "Offer", {{"ProductId", "$Product.Entity.Identifier"}}),
        offer("UpdateInformation",
              json::object{{"Name", "For everybody"}, {"Description", "At the list price"}}),
        offer("UpdatePricingTerms", pricing("", metered_dimensions())),
        offer("UpdateLegalTerms", terms({legal_term("LegalTerm", "StandardEula")})),
        offer("UpdateSupportTerms",
              terms({json::object{{"Type", "SupportTerm"}, {"RefundPolicy", "None."}}})),
        offer("UpdateRenewalTerms", terms({json::object{{"Type", "RenewalTerm"}}})),
        offer("ReleaseOffer", json::object())};
}

json::array channel::authorization_changes(const std::string& product) const {
    const auto authorization = [](const char* type, json::value details) {
        return change(authorization_type, type, "Authorization", std::move(details));
    };
    return {creation(authorization_type, "CreateResaleAuthorization", "Authorization",
                     {{"ProductId", product},
                      {"Name", "For the partner"},
                      {"Description", "As many offers as it likes"},
                      {"ResellerAccountId", partner_.who().account}}),
            authorization("UpdatePricingTerms", pricing("Resale", metered_dimensions())),
            authorization("UpdateLegalTerms",
                          terms({legal_term("BuyerLegalTerm", "StandardEula"),
                                 legal_term("ResaleLegalTerm", "StandardResellerContract")})),
            authorization("UpdateAvailability", json::object{{"AvailabilityEndDate", last_day_}}),
            authorization("ReleaseResaleAuthorization", json::object())};
}

json::array channel::offer_changes() const {
    const auto offer = [](const char* type, json::value details) {
        return change(offer_type, type, "Offer", std::move(details));
    };
    return {creation(offer_type, "CreateOfferUsingResaleAuthorization", "Offer",
                     {{"ResaleAuthorizationId", authorization_}}),
            offer("UpdateInformation",
                  json::object{{"Name", "For you"}, {"Description", "Through the partner"}}),
            offer("UpdateMarkup", json::object{{"Percentage", "25"}}),
            offer("UpdateTargeting", targeting({buyer().account})),
            offer("UpdateAvailability", json::object{{"AvailabilityEndDate", last_day_}}),
            offer("UpdateValidityTerms",
                  terms({json::object{{"Type", "ValidityTerm"}, {"AgreementDuration", "P12M"}}})),
            offer("ReleaseOffer", json::object())};
}

std::string channel::make_deal() {
    return await_license(accept(make_offer()));
}

std::string channel::make_offer() {
    return carry_out(partner_, offer_changes(), "Offer");
}

std::string channel::accept(const std::string& offer) {
    constexpr const char* discovery = "/2026-02-05/";
    const std::string service = "AWSMPCommerceService_v20200301.";
    const json::object asked{{"offerId", offer}};
    const auto shown = buyer_.post(std::string(discovery) + "getOffer", asked);
    const auto found = buyer_.post(std::string(discovery) + "getOfferTerms", asked);
    json::array chosen;
    for (const json::value& each : wire::get_list(found, "offerTerms"))
        chosen.emplace_back(requested(each.as_object()));
    const auto quote =
        buyer_.call(service + "CreateAgreementRequest",
                    {{"intent", "NEW"},
                     {"agreementProposalIdentifier", wire::get_text(shown, "agreementProposalId")},
                     {"requestedTerms", std::move(chosen)}});
    const auto accepted =
        buyer_.call(service + "AcceptAgreementRequest",
                    {{"agreementRequestId", wire::get_text(quote, "agreementRequestId")}});
    return std::string(wire::get_text(accepted, "agreementId"));
}

std::string channel::await_license(const std::string& agreement) {
    constexpr double patience_ms = 10'000;
    for (const stopwatch running; running.ms() < patience_ms;) {
        const auto found = buyer_.call("AWSMPCommerceService_v20200301.GetAgreementEntitlements",
                                       {{"agreementId", agreement}});
        for (const json::value& each : wire::get_list(found, "agreementEntitlements"))
            if (wire::get_text(each.as_object(), "status") == "PROVISIONED")
                return std::string(wire::get_text(each.as_object(), "licenseArn"));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    throw std::runtime_error("an agreement has no entitlement");
}

} // namespace cppo::bench
