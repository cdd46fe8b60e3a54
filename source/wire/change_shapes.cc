#include "wire/catalog_shapes.h"
#include "wire/change_types.h"

namespace cppo::wire {
namespace {

type texts(std::int64_t length_max, std::int64_t count_min, std::int64_t count_max) {
    return list(text(1, length_max), count_min, count_max);
}

} // namespace

namespace {

void describe_shared_product_changes(shapes& to, const std::string& product) {
    to.document(product + "CreateProduct", {may("ProductTitle", text(1, 72))});
    to.document(product + "UpdateInformation",
                {may("ProductTitle", text(1, 72)), may("ShortDescription", text(1, 1000)),
                 may("LongDescription", text(1, 5000)), may("Sku", text(1, 100)),
                 may("LogoUrl", text(1, 2048)), may("VideoUrls", texts(2048, 0, 1)),
                 may("Highlights", texts(500, 1, 3)), may("Categories", texts(100, 1, 3)),
                 may("SearchKeywords", texts(50, 1, 15)), may("SupportDescription", text(1, 2000)),
                 may("AdditionalResources", list("AdditionalResource", 0, 3))});
    to.list_of(product + "AddDimensions", ref("AddedDimension"), 1, 200);
    to.list_of(product + "UpdateDimensions", ref("UpdatedDimension"), 1, 200);
    to.list_of(product + "RestrictDimensions", ref("RestrictedDimension"), 1, 200);
    to.document(product + "UpdateVisibility",
                {need("TargetVisibility", one_of({"Public", "Limited", "Restricted"}))});
    describe_empty(to, product + "ReleaseProduct");
}

void describe_dimensions(shapes& to) {
    const auto key = need("Key", text_matching(1, 100, "^[A-Za-z0-9_.-]+$"));
    const auto types =
        need("Types", list(one_of({"Entitled", "Metered", "ExternallyMetered"}), 1, 3));
    to.document("AddedDimension",
                {key, need("Name", text(1, 500)), need("Description", text(1, 1000)),
                 need("Unit", text(1, 20)), types});
    to.document("UpdatedDimension",
                {key, types, may("Name", text(1, 500)), may("Description", text(1, 1000))});
    to.document("RestrictedDimension", {key, types});
}

// What only SaaS products have (R-PRD-02).
void describe_saas_changes(shapes& to) {
    const std::string product = "SaaSProduct/";
    to.document(product + "AddDeliveryOptions",
                {need("DeliveryOptions", list("DeliveryOption", 1, 1))});
    to.document("DeliveryOption", {need("Details", ref("DeliveryOptionDetails"))});
    to.document("DeliveryOptionDetails",
                {need("SaaSUrlDeliveryOptionDetails", ref("SaaSUrlDeliveryOption"))});
    to.document("SaaSUrlDeliveryOption",
                {need("FulfillmentUrl", text_matching(8, 2048, "^https://\\S+$")),
                 may("LaunchUrl", text(8, 2048)), may("UsageInstructions", text(1, 30000)),
                 may("QuickLaunchEnabled", boolean())});
}

// What only machine images have (R-PRD-03).
void describe_ami_changes(shapes& to) {
    const std::string product = "AmiProduct/";
    to.document(product + "AddDeliveryOptions",
                {need("Version", ref("AmiVersion")),
                 need("DeliveryOptions", list("AmiDeliveryOption", 1, 1))});
    to.document("AmiVersion",
                {need("VersionTitle", text(1, 64)), may("ReleaseNotes", text(1, 30000))});
    to.document("AmiDeliveryOption", {need("Details", ref("AmiDeliveryOptionChoice"))});
    to.document("AmiDeliveryOptionChoice",
                {need("AmiDeliveryOptionDetails", ref("AmiDeliveryOptionDetails"))});
    to.document(
        "AmiDeliveryOptionDetails",
        {need("AmiSource", ref("AmiSource")), need("UsageInstructions", text(1, 4000)),
         need("RecommendedInstanceType", text(1, 64)),
         need("SecurityGroups", list("SecurityGroup", 1, 25)), may("AccessEndpointUrl", any())});
    to.document("AmiSource",
                {need("AmiId", text_matching(5, 64, "^ami-[a-z0-9]+$")),
                 may("AccessRoleArn", text(1, 2048)), may("UserName", text(1, 64)),
                 may("OperatingSystemName", text(1, 64)),
                 may("OperatingSystemVersion", text(1, 64)), may("ScanningPort", any())});
    to.document("SecurityGroup",
                {need("IpProtocol", text(1, 8)), need("FromPort", integer(0, 65535)),
                 need("ToPort", integer(0, 65535)), need("IpRanges", texts(64, 1, 25))});
    to.document(product + "AddRegions", {need("Regions", texts(64, 1, 100))});
    to.document(product + "AddInstanceTypes", {need("InstanceTypes", texts(64, 1, 1500))});
}

} // namespace

void describe_product_changes(shapes& to) {
    describe_shared_product_changes(to, "ProfessionalServicesProduct/");
    for (const char* product : {"SaaSProduct/", "AmiProduct/"}) {
        describe_shared_product_changes(to, product);
        to.document(std::string(product) + "UpdateTargeting",
                    {need("PositiveTargeting", ref("ProductTargeting"))});
    }
    to.document("ProductTargeting", {need("BuyerAccounts", list(account_text(), 0, 5000))});
    to.document("AdditionalResource", {need("Text", text(1, 500)), need("Url", text(1, 2048))});
    describe_dimensions(to);
    describe_saas_changes(to);
    describe_ami_changes(to);
}

namespace {

void describe_authorization_pricing(shapes& to) {
    const std::string change = "ResaleAuthorization/UpdatePricingTerms";
    to.document(change, {need("PricingModel", one_of({"Free", "Usage", "Contract"})),
                         need("Terms", list("ResalePricingTerm", 0, 10))});
    // The members of every resale pricing term; which of them a type needs is checked by its own
    // shape.
    to.structure(
        "ResalePricingTerm",
        {need("Type", one_of({"ResaleFixedUpfrontPricingTerm", "ResaleUsageBasedPricingTerm",
                              "ResaleConfigurableUpfrontPricingTerm"}))});
    to.document("ResaleFixedUpfrontPricingTerm",
                {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                 need("Price", price_text()), may("Duration", period_text()),
                 need("Grants", list("Grant", 1, 800))});
    to.document("Grant", {need("DimensionKey", text(1, 100)),
                          need("MaxQuantity", integer(1, 2'147'483'646))});
    to.document("ResaleUsageBasedPricingTerm",
                {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                 need("RateCards", list("UsageRateCard", 1, 1)), may("Validity", any())});
    to.document("UsageRateCard", {need("RateCard", list("Rate", 1, 800))});
    to.document("Rate", {need("DimensionKey", text(1, 100)), need("Price", price_text())});
    to.document("ResaleConfigurableUpfrontPricingTerm",
                {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                 need("RateCards", list("UpfrontRateCard", 1, 20))});
    to.document("UpfrontRateCard",
                {need("Selector", ref("Selector")), need("Constraints", ref("Constraints")),
                 need("RateCard", list("Rate", 1, 800))});
    to.document("Selector", {need("Type", one_of({"Duration"})), need("Value", period_text())});
    const auto choice = [] { return one_of({"Allowed", "Disallowed"}); };
    to.document("Constraints", {need("MultipleDimensionSelection", choice()),
                                need("QuantityConfiguration", choice())});
}

void describe_authorization_legal(shapes& to) {
    to.document("ResaleAuthorization/UpdateLegalTerms",
                {need("Terms", list("ResaleLegalTerms", 1, 2))});
    to.structure("ResaleLegalTerms", {need("Type", one_of({"BuyerLegalTerm", "ResaleLegalTerm"}))});
    to.document("BuyerLegalTerm",
                {need("Type", text(1, 100)), need("Documents", list("BuyerDocument", 1, 1))});
    to.document("BuyerDocument",
                {need("Type", one_of({"StandardEula", "CustomEula", "EnterpriseEula"})),
                 may("Url", text(1, 32000))});
    to.document("ResaleLegalTerm",
                {need("Type", text(1, 100)), need("Documents", list("ResaleDocument", 1, 1))});
    to.document("ResaleDocument",
                {need("Type", one_of({"StandardResellerContract", "CustomResellerContract"})),
                 may("Url", text(1, 32000))});
}

} // namespace

void describe_authorization_changes(shapes& to) {
    const std::string authorization = "ResaleAuthorization/";
    to.document(authorization + "CreateResaleAuthorization",
                {need("ProductId", text(1, 64)),
                 need("Name", text_matching(1, 100, "^[^\\s\\\\<>][^\\\\<>]*$")),
                 may("Description", text(1, 255)), need("ResellerAccountId", account_text()),
                 may("BulkRequestId", text(1, 50))});
    to.document(authorization + "UpdateInformation",
                {may("Name", text_matching(1, 100, "^[^\\s\\\\<>][^\\\\<>]*$")),
                 may("Description", text(1, 255)),
                 may("PreExistingBuyerAgreement", ref("PreExistingBuyerAgreement"))});
    to.document("PreExistingBuyerAgreement",
                {need("AcquisitionChannel", one_of({"AwsMarketplace", "External"})),
                 need("PricingModel", one_of({"Byol", "BYOL", "Free", "Usage", "Contract"}))});
    // Real clients send the quantity as a number or as a text.
    to.document(authorization + "UpdateAvailability",
                {may("AvailabilityEndDate", day_text()), may("OffersMaxQuantity", any())});
    describe_terms(to, authorization + "UpdateBuyerTargetingTerms", "BuyerTargetingTerm",
                   {need("PositiveTargeting", ref("BuyerTargeting"))}, 1);
    to.document("BuyerTargeting", {need("BuyerAccounts", list(account_text(), 1, 25))});
    describe_terms(to, authorization + "UpdateBuyerValidityTerms", "BuyerValidityTerm",
                   {need("MaximumAgreementStartDate", day_text())}, 1);
    describe_authorization_legal(to);
    describe_authorization_pricing(to);
    describe_terms(
        to, authorization + "UpdatePaymentScheduleTerms", "ResalePaymentScheduleTerm",
        {need("CurrencyCode", currency_code()), need("Schedule", list("Instalment", 1, 240))}, 0);
    to.document("Instalment",
                {need("ChargeDate", day_text()),
                 need("ChargeAmount", text_matching(1, 20, "^\\d{1,9}(\\.\\d{0,2})?$"))});
    describe_terms(
        to, authorization + "UpdateNetPaymentTerms", "ResaleNetPaymentTerm",
        {need("PaymentDuePeriod", one_of({"P15D", "P30D", "P45D", "P60D", "P90D", "P120D"}))}, 0);
    describe_empty(to, authorization + "ReleaseResaleAuthorization");
    describe_empty(to, authorization + "RestrictResaleAuthorization");
}

} // namespace cppo::wire
