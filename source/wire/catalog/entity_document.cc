#include "wire/catalog/entity_document.h"

#include <boost/json/array.hpp>
#include <set>

#include "notation/terms.h"
#include "service/catalog/entity_member.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using namespace market;
using notation::entity_style;
using notation::written;
using service::authorization_view;
using service::entity_facts;
using service::entity_member;
using service::texts_of;

json::array texts(const std::vector<std::string>& from) {
    return json::array(from.begin(), from.end());
}

json::array accounts(const std::vector<account_id>& from) {
    json::array made;
    for (const account_id& each : from) made.emplace_back(each.text());
    return made;
}

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object with_type(std::string_view type, json::object members) {
    json::object made{{"Type", type}};
    for (auto& each : members) made[each.key()] = std::move(each.value());
    return made;
}

json::array dimensions_json(const std::vector<dimension>& dimensions) {
    json::array made;
    for (const dimension& each : dimensions) {
        json::array types;
        for (const dimension_type type : each.types) types.emplace_back(name_of(type));
        made.push_back({{"Types", std::move(types)},
                        {"Description", each.description},
                        {"Unit", each.unit},
                        {"Key", each.key},
                        {"Name", each.name}});
    }
    return made;
}

void say(json::object& in, std::string_view name, const std::string& text) {
    if (!text.empty()) in[name] = text;
}

json::object image_source_json(const delivery_option& of) {
    json::object system;
    say(system, "Name", of.texts.operating_system);
    say(system, "Version", of.texts.operating_system_version);
    say(system, "Username", of.texts.user_name);
    if (of.texts.scanning_port) system["ScanningPort"] = *of.texts.scanning_port;
    json::object made{
        {"Id", "source-" + of.id.substr(3)}, {"Type", "AmazonMachineImage"}, {"Image", of.image}};
    if (!system.empty()) made["OperatingSystem"] = std::move(system);
    return made;
}

json::object image_option_json(const delivery_option& of) {
    json::object instructions;
    say(instructions, "Usage", of.texts.usage_instructions);
    if (const auto& endpoint = of.texts.endpoint) {
        json::object access{
            {"Type", "Endpoint"}, {"Protocol", endpoint->protocol}, {"Port", endpoint->port}};
        say(access, "RelativePath", endpoint->relative_path);
        instructions["Access"] = std::move(access);
    }
    json::array groups;
    for (const security_group& each : of.texts.security_groups)
        groups.push_back({{"Protocol", each.protocol},
                          {"FromPort", each.from_port},
                          {"ToPort", each.to_port},
                          {"CidrIps", texts(each.ranges)}});
    json::object recommendations{{"SecurityGroups", std::move(groups)}};
    say(recommendations, "InstanceType", of.texts.recommended_instance);
    return {{"Id", of.id},
            {"Type", "AmazonMachineImage"},
            {"SourceId", "source-" + of.id.substr(3)},
            {"Instructions", std::move(instructions)},
            {"Recommendations", std::move(recommendations)},
            {"Visibility", "Public"}};
}

// One version for each image (R-PRD-03).
json::array image_versions_json(const product& of) {
    json::array made;
    for (const delivery_option& each : of.delivery) {
        json::object version{{"Id", "version-" + each.id.substr(3)},
                             {"VersionTitle", each.version_title}};
        say(version, "ReleaseNotes", each.texts.release_notes);
        say(version, "CreationDate", each.texts.created);
        version["Sources"] = json::array{image_source_json(each)};
        version["DeliveryOptions"] = json::array{image_option_json(each)};
        made.push_back(std::move(version));
    }
    return made;
}

json::array versions_json(const product& of) {
    json::array options;
    for (const delivery_option& each : of.delivery) {
        json::object one{{"Id", each.id},
                         {"Type", "SoftwareRegistration"},
                         {"FulfillmentUrl", each.fulfillment_url}};
        say(one, "LaunchUrl", each.texts.launch_url);
        if (each.texts.quick_launch) one["QuickLaunchEnabled"] = *each.texts.quick_launch;
        say(one, "UsageInstructions", each.texts.usage_instructions);
        one["Visibility"] = "Public";
        options.push_back(std::move(one));
    }
    if (options.empty()) return {};
    return {json::object{{"Id", "version-" + of.id.text().substr(product_kind::prefix.size())},
                         {"DeliveryOptions", std::move(options)}}};
}

json::array videos_json(const std::vector<std::string>& urls) {
    json::array made;
    for (const std::string& each : urls) made.push_back({{"Type", "Link"}, {"Url", each}});
    return made;
}

json::array resources_json(const std::vector<additional_resource>& resources) {
    json::array made;
    for (const additional_resource& each : resources)
        made.push_back({{"Type", "Link"}, {"Text", each.text}, {"Url", each.url}});
    return made;
}

// Whatever change sets have said of it (R-ANS-04).
json::object document(const entity_facts&, const product& of) {
    json::object made{
        {"Description",
         {{"ProductTitle", text_or_null(of.title)},
          {"ProductCode", of.code},
          {"ShortDescription", text_or_null(of.texts.short_description)},
          {"Manufacturer", nullptr},
          {"LongDescription", text_or_null(of.texts.long_description)},
          {"Sku", text_or_null(of.texts.sku)},
          {"Highlights", texts(of.texts.highlights)},
          {"AssociatedProducts", nullptr},
          {"SearchKeywords", texts(of.texts.search_keywords)},
          {"Visibility", name_of(of.visibility)},
          {"ProductState", of.visibility == product_visibility::draft ? "Draft" : "Active"},
          {"Categories", texts(of.texts.categories)}}},
        {"PromotionalResources",
         {{"PromotionalMedia", nullptr},
          {"LogoUrl", text_or_null(of.texts.logo_url)},
          {"AdditionalResources", resources_json(of.texts.resources)},
          {"Videos", videos_json(of.texts.video_urls)}}},
        {"SupportInformation",
         {{"Description", text_or_null(of.texts.support_description)},
          {"Resources", json::array()}}},
        {"Dimensions", dimensions_json(of.dimensions)}};
    if (of.type == product_type::machine_image) {
        json::object regions{{"Regions", texts(of.texts.regions)}};
        if (!of.texts.restricted_regions.empty())
            regions["Restrict"] = texts(of.texts.restricted_regions);
        made["RegionAvailability"] = std::move(regions);
        made["Compatibility"] = {{"AvailableInstanceTypes", texts(of.texts.instance_types)},
                                 {"RestrictedInstanceTypes", json::array()}};
    }
    if (of.needs_public_offer()) {
        made["Versions"] =
            of.type == product_type::saas ? versions_json(of) : image_versions_json(of);
        made["Targeting"] = {{"PositiveTargeting", {{"BuyerAccounts", accounts(of.allowed)}}}};
    }
    return made;
}

// Terms and rules of an authorization have ids of their own.
class numbered {
  public:
    numbered(std::string prefix, std::string entity)
        : prefix_(std::move(prefix)), entity_(std::move(entity)) {}

    void add(std::string_view type, json::object members) {
        json::object made{{"Id", prefix_ + entity_ + "-" + std::to_string(list_.size() + 1)}};
        for (auto& each : with_type(type, std::move(members)))
            made[each.key()] = std::move(each.value());
        list_.push_back(std::move(made));
    }
    json::array take() { return std::move(list_); }

  private:
    std::string prefix_;
    std::string entity_;
    json::array list_;
};

std::string name_in(const entity_facts& entity, const account_id& id) {
    const auto found = entity.names.find(id);
    return found == entity.names.end() ? std::string() : found->second;
}

json::array authorization_terms_json(const entity_facts& entity, const resale_authorization& of) {
    numbered made("term-", of.id.text().substr(authorization_kind::prefix.size()));
    const authorization_terms& terms = of.terms;
    if (terms.schedule)
        made.add("ResalePaymentScheduleTerm", written(*terms.schedule, entity_style));
    if (terms.fixed_upfront)
        made.add("ResaleFixedUpfrontPricingTerm", written(*terms.fixed_upfront, entity_style));
    if (terms.usage) made.add("ResaleUsageBasedPricingTerm", written(*terms.usage, entity_style));
    if (terms.upfront)
        made.add("ResaleConfigurableUpfrontPricingTerm", written(*terms.upfront, entity_style));
    if (terms.latest_start)
        made.add("BuyerValidityTerm",
                 {{"MaximumAgreementStartDate", instant::end_of(*terms.latest_start).text()}});
    if (!terms.buyer_documents.empty())
        made.add("BuyerLegalTerm", {{"Documents", written(terms.buyer_documents, entity_style)}});
    if (!terms.resale_documents.empty())
        made.add("ResaleLegalTerm", {{"Documents", written(terms.resale_documents, entity_style)}});
    if (!terms.buyers.empty()) {
        json::array buyers;
        for (const account_id& each : terms.buyers)
            buyers.push_back({{"AwsAccountId", each.text()}, {"LegalName", name_in(entity, each)}});
        made.add("BuyerTargetingTerm",
                 {{"PositiveTargeting", {{"BuyerAccounts", std::move(buyers)}}}});
    }
    if (terms.payment_due)
        made.add("ResaleNetPaymentTerm", {{"PaymentDuePeriod", terms.payment_due->text()}});
    return made.take();
}

json::array authorization_rules_json(const entity_facts& entity, const resale_authorization& of) {
    numbered made("rule-", of.id.text().substr(authorization_kind::prefix.size()));
    json::object availability;
    availability["Usage"] = of.available_until || of.offers_max ? "Limited" : "Unlimited";
    if (of.available_until) availability["AvailabilityEndDate"] = of.available_until->text();
    if (of.offers_max) availability["OffersMaxQuantity"] = *of.offers_max;
    made.add("AvailabilityRule", std::move(availability));
    made.add("PartnerTargetingRule",
             {{"ResellerAccountId", of.reseller.text()},
              {"ResellerLegalName", name_in(entity, of.reseller)},
              {"ResellerRole", texts_of(entity, entity_member::reseller_role).at(0)}});
    return made.take();
}

// The product's dimensions that the authorization prices.
std::vector<dimension> priced_dimensions(const authorization_view& shown) {
    std::set<std::string> keys;
    const authorization_terms& terms = shown.of.terms;
    if (terms.fixed_upfront)
        for (const grant& each : terms.fixed_upfront->grants) keys.insert(each.dimension);
    if (terms.usage)
        for (const rate& each : terms.usage->rates) keys.insert(each.dimension);
    if (terms.upfront)
        for (const rate& each : terms.upfront->cards.front().rates) keys.insert(each.dimension);
    std::vector<dimension> made;
    for (const dimension& each : shown.sold.dimensions)
        if (keys.contains(each.key)) made.push_back(each);
    return made;
}

json::object document(const entity_facts& entity, const authorization_view& shown) {
    const resale_authorization& of = shown.of;
    json::object made{{"Name", of.name}};
    if (!of.description.empty()) made["Description"] = of.description;
    made["ProductId"] = of.product.text();
    made["ProductName"] = shown.sold.title;
    if (of.terms.model) made["PricingModel"] = name_of(*of.terms.model);
    made["Status"] = name_of(of.state);
    if (of.terms.renewal) made["PreExistingBuyerAgreement"] = written(*of.terms.renewal);
    made["Dimensions"] = dimensions_json(priced_dimensions(shown));
    made["OfferDetails"] = {{"OfferExtendedStatus", name_of(shown.use.status())},
                            {"OfferCreatedCount", shown.use.released}};
    made["Terms"] = authorization_terms_json(entity, of);
    made["Rules"] = authorization_rules_json(entity, of);
    made["CreatedDate"] = of.created.text();
    made["ManufacturerAccountId"] = of.owner.text();
    made["ManufacturerLegalName"] = name_in(entity, of.owner);
    return made;
}

// What a partner shows its buyers.
json::array partner_terms_json(const offer& of) {
    json::array made;
    const auto documents = of.documents();
    if (!documents.empty())
        made.push_back(with_type("LegalTerm", {{"Documents", written(documents, entity_style)}}));
    if (const auto fixed = of.fixed_upfront())
        made.push_back(with_type("FixedUpfrontPricingTerm", written(*fixed, entity_style)));
    const validity_term validity = of.validity();
    if (validity.duration || validity.ends_on)
        made.push_back(with_type("ValidityTerm", written(validity, entity_style)));
    if (const auto usage = of.usage())
        made.push_back(with_type("UsageBasedPricingTerm", written(*usage, entity_style)));
    if (const auto upfront = of.upfront())
        made.push_back(
            with_type("ConfigurableUpfrontPricingTerm", written(*upfront, entity_style)));
    if (of.has_schedule())
        made.push_back(
            with_type("PaymentScheduleTerm", written(of.schedule().value(), entity_style)));
    if (const auto due = of.payment_due())
        made.push_back(with_type("NetPaymentTerm", {{"PaymentDuePeriod", due->text()}}));
    return made;
}

// What a seller asks for its own product.
json::array own_terms_json(const offer& of) {
    json::array made;
    if (const auto usage = of.usage())
        made.push_back(with_type("UsageBasedPricingTerm", written(*usage, entity_style)));
    if (const auto upfront = of.upfront())
        made.push_back(
            with_type("ConfigurableUpfrontPricingTerm", written(*upfront, entity_style)));
    if (!of.terms.documents.empty())
        made.push_back(
            with_type("LegalTerm", {{"Documents", written(of.terms.documents, entity_style)}}));
    if (of.terms.refund_policy)
        made.push_back(with_type("SupportTerm", {{"RefundPolicy", *of.terms.refund_policy}}));
    if (of.terms.renews) made.push_back(with_type("RenewalTerm", {}));
    return made;
}

json::array offer_rules_json(const offer& of) {
    json::array made;
    if (of.available_until)
        made.push_back(
            with_type("AvailabilityRule", {{"AvailabilityEndDate", of.available_until->text()}}));
    json::object targeting;
    json::object positive;
    if (!of.terms.buyers.empty()) positive["BuyerAccounts"] = accounts(of.terms.buyers);
    if (!of.terms.countries.empty()) positive["CountryCodes"] = texts(of.terms.countries);
    if (!positive.empty()) targeting["PositiveTargeting"] = std::move(positive);
    if (!of.terms.excluded_countries.empty())
        targeting["NegativeTargeting"] = {{"CountryCodes", texts(of.terms.excluded_countries)}};
    if (!targeting.empty()) made.push_back(with_type("TargetingRule", std::move(targeting)));
    return made;
}

json::object document(const entity_facts&, const offer& of) {
    json::object made{{"Id", of.id.text()}};
    if (!of.name.empty()) made["Name"] = of.name;
    if (!of.description.empty()) made["Description"] = of.description;
    made["ProductId"] = of.product.text();
    if (of.authorization) made["MarkupPercentage"] = of.markup.text();
    made["Terms"] = of.authorization ? partner_terms_json(of) : own_terms_json(of);
    made["Rules"] = offer_rules_json(of);
    made["State"] = name_of(of.state);
    if (of.authorization) made["ResaleAuthorizationId"] = of.authorization->text();
    if (const auto& renewal = of.terms.basis.renewal)
        made["PreExistingAgreement"] = written(*renewal);
    if (of.replaces) made["AgreementId"] = of.replaces->text();
    return made;
}

} // namespace

std::string entity_type_of(const entity_facts& entity) {
    if (const auto* of = std::get_if<product>(&entity.what)) return std::string(name_of(of->type));
    return std::holds_alternative<authorization_view>(entity.what) ? "ResaleAuthorization"
                                                                   : "Offer";
}

std::string arn_of(const account_id& owner, std::string_view type, std::string_view id) {
    return "arn:aws:aws-marketplace:us-east-1:" + owner.text() + ":AWSMarketplace/" +
           std::string(type) + "/" + std::string(id);
}

json::object document_of(const entity_facts& entity) {
    return std::visit([&](const auto& of) { return document(entity, of); }, entity.what);
}

} // namespace cppo::wire
