#include "cli/serving/demo_changes.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace cppo::cli {
namespace {

namespace json = boost::json;

// A row a change, but for what only some deals have: what it is about, the entity's type, the
// change's type and its document.
const std::map<std::string_view, std::string_view> written{
    {"services product", R"([
["Product", "ProfessionalServicesProduct@1.0", "CreateProduct", {}],
["Product", "ProfessionalServicesProduct@1.0", "UpdateInformation",
 {"ProductTitle": "Cloud migration", "ShortDescription": "We move you to the cloud."}],
["Product", "ProfessionalServicesProduct@1.0", "AddDimensions",
 [{"Key": "migration", "Name": "Migration", "Description": "One migration", "Unit": "Units",
   "Types": ["Entitled"]}]],
["Product", "ProfessionalServicesProduct@1.0", "ReleaseProduct", {}]])"},

    {"services authorization", R"([
["Authorization", "ResaleAuthorization@1.0", "CreateResaleAuthorization",
 {"ProductId": "<product>", "Name": "<name>",
  "ResellerAccountId": "<reseller>"}],
["Authorization", "ResaleAuthorization@1.0", "UpdatePricingTerms",
 {"PricingModel": "Contract", "Terms": [{"Type": "ResaleFixedUpfrontPricingTerm",
  "CurrencyCode": "USD", "Price": "0.00", "Duration": "P12M",
  "Grants": [{"DimensionKey": "migration", "MaxQuantity": 1}]}]}],
["Authorization", "ResaleAuthorization@1.0", "UpdatePaymentScheduleTerms",
 {"Terms": [{"Type": "ResalePaymentScheduleTerm", "CurrencyCode": "USD", "Schedule": [
  {"ChargeDate": "<first>", "ChargeAmount": "6000.00"},
  {"ChargeDate": "<second>", "ChargeAmount": "4000.00"}]}]}],
["Authorization", "ResaleAuthorization@1.0", "UpdateAvailability",
 {"AvailabilityEndDate": "<until>", "OffersMaxQuantity": 1}],
["Authorization", "ResaleAuthorization@1.0", "UpdateBuyerTargetingTerms",
 {"Terms": [{"Type": "BuyerTargetingTerm",
  "PositiveTargeting": {"BuyerAccounts": ["<buyer>"]}}]}],
["Authorization", "ResaleAuthorization@1.0", "UpdateLegalTerms",
 {"Terms": [{"Type": "BuyerLegalTerm", "Documents": [{"Type": "StandardEula"}]},
  {"Type": "ResaleLegalTerm", "Documents": [{"Type": "StandardResellerContract"}]}]}],
["Authorization", "ResaleAuthorization@1.0", "ReleaseResaleAuthorization", {}]])"},

    {"saas product", R"([
["Product", "SaaSProduct@1.0", "CreateProduct", {}],
["Product", "SaaSProduct@1.0", "UpdateInformation",
 {"ProductTitle": "<title>", "ShortDescription": "<title>, as a service",
  "LongDescription": "<title>, run for you", "Highlights": ["Runs itself"],
  "SearchKeywords": ["service"], "Categories": ["Data Catalogs"],
  "LogoUrl": "https://s3.amazonaws.com/logos/northwind.png"}],
["Product", "SaaSProduct@1.0", "AddDeliveryOptions",
 {"DeliveryOptions": [{"Details": {"SaaSUrlDeliveryOptionDetails":
  {"FulfillmentUrl": "https://northwind.example/register"}}}]}],
["Product", "SaaSProduct@1.0", "AddDimensions", <dimensions>],
["Product", "SaaSProduct@1.0", "UpdateTargeting",
 {"PositiveTargeting": {"BuyerAccounts": ["<buyer>"]}}],
["Product", "SaaSProduct@1.0", "ReleaseProduct", {}],
["Offer", "Offer@1.0", "CreateOffer", {"ProductId": "$Product.Entity.Identifier"}],
["Offer", "Offer@1.0", "UpdateInformation",
 {"Name": "<title>", "Description": "The list price of <title>"}],
["Offer", "Offer@1.0", "UpdatePricingTerms", <list prices>],
["Offer", "Offer@1.0", "UpdateLegalTerms",
 {"Terms": [{"Type": "LegalTerm",
  "Documents": [{"Type": "StandardEula", "Version": "2022-07-14"}]}]}],
["Offer", "Offer@1.0", "UpdateSupportTerms",
 {"Terms": [{"Type": "SupportTerm", "RefundPolicy": "Within 14 days."}]}],
<renewal>
["Offer", "Offer@1.0", "ReleaseOffer", {}]])"},

    {"saas authorization", R"([
["Authorization", "ResaleAuthorization@1.0", "CreateResaleAuthorization",
 {"ProductId": "<product>", "Name": "<name>",
  "ResellerAccountId": "<reseller>"}],
["Authorization", "ResaleAuthorization@1.0", "UpdatePricingTerms", <wholesale prices>],
["Authorization", "ResaleAuthorization@1.0", "UpdateAvailability",
 {"AvailabilityEndDate": "<until>"}],
["Authorization", "ResaleAuthorization@1.0", "UpdateLegalTerms",
 {"Terms": [{"Type": "BuyerLegalTerm", "Documents": [{"Type": "StandardEula"}]},
  {"Type": "ResaleLegalTerm", "Documents": [{"Type": "StandardResellerContract"}]}]}],
["Authorization", "ResaleAuthorization@1.0", "ReleaseResaleAuthorization", {}]])"},

    {"offer", R"([
["Offer", "Offer@1.0", "CreateOfferUsingResaleAuthorization",
 {"ResaleAuthorizationId": "<authorization>"}],
["Offer", "Offer@1.0", "UpdateInformation",
 {"Name": "<title> for Fabrikam", "Description": "<title>, through your partner"}],
["Offer", "Offer@1.0", "UpdateMarkup", {"Percentage": "<markup>"}],
["Offer", "Offer@1.0", "UpdateTargeting",
 {"PositiveTargeting": {"BuyerAccounts": ["<buyer>"]}}],
["Offer", "Offer@1.0", "UpdateAvailability", {"AvailabilityEndDate": "<until>"}],
<validity>
["Offer", "Offer@1.0", "ReleaseOffer", {}]])"},
};

std::string filled(std::string_view text, const filling& with) {
    std::string made;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('<', at);
        made += text.substr(at, open - at);
        if (open == std::string_view::npos) break;
        const std::size_t close = text.find('>', open);
        made += with.at(std::string(text.substr(open + 1, close - open - 1)));
        at = close + 1;
    }
    return made;
}

json::object change_of(const json::array& row) {
    const json::string& about = row[0].as_string();
    const bool creates = row[2].as_string().starts_with("Create");
    json::object made{{"ChangeType", row[2]}, {"DetailsDocument", row[3]}};
    json::object entity{{"Type", row[1]}};
    if (creates)
        made["ChangeName"] = about;
    else
        entity["Identifier"] = "$" + std::string(about) + ".Entity.Identifier";
    made["Entity"] = std::move(entity);
    return made;
}

} // namespace

json::array demo_changes(std::string_view name, const filling& with) {
    json::array made;
    for (const json::value& row : json::parse(filled(written.at(name), with)).as_array())
        made.push_back(change_of(row.as_array()));
    return made;
}

} // namespace cppo::cli
