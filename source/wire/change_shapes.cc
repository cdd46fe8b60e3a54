#include "wire/catalog_shapes.h"

namespace cppo::wire {
namespace {

constexpr const char* day_pattern = "^\\d{4}-\\d{2}-\\d{2}$";
constexpr const char* period_pattern = "^P(\\d+Y)?(\\d+M)?(\\d+D)?$";
constexpr const char* price_pattern = "^\\d{1,9}(\\.\\d{0,8})?$";

type day_text() {
    return text_matching(10, 10, day_pattern);
}
type period_text() {
    return text_matching(2, 32, period_pattern);
}
type account_text() {
    return text_matching(12, 12, "^\\d{12}$");
}
type country() {
    return text_matching(2, 2, "^[A-Z]{2}$");
}
type currency_code() {
    return one_of({"USD", "EUR", "GBP", "AUD", "JPY"});
}
type texts(std::int64_t length_max, std::int64_t count_min, std::int64_t count_max) {
    return list(text(1, length_max), count_min, count_max);
}

// The list of at most one term that most Update…Terms changes carry.
void describe_single_term(shapes& to, const std::string& change, const std::string& term,
                          std::vector<member> members, std::int64_t min) {
    members.insert(members.begin(), need("Type", one_of({term})));
    to.document(change, {need("Terms", list(ref(change + "/Term"), min, 1))});
    to.document(change + "/Term", std::move(members));
}

void describe_empty(shapes& to, const std::string& change) {
    to.document(change, {});
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

// What only SaaS products have (catalog-api 10.1, 10.2).
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
    to.document(product + "UpdateTargeting", {need("PositiveTargeting", ref("ProductTargeting"))});
    to.document("ProductTargeting", {need("BuyerAccounts", list(account_text(), 0, 5000))});
}

} // namespace

void describe_product_changes(shapes& to) {
    describe_shared_product_changes(to, "ProfessionalServicesProduct/");
    describe_shared_product_changes(to, "SaaSProduct/");
    to.document("AdditionalResource", {need("Text", text(1, 500)), need("Url", text(1, 2048))});
    describe_dimensions(to);
    describe_saas_changes(to);
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
                 need("Price", text_matching(1, 20, price_pattern)), may("Duration", period_text()),
                 need("Grants", list("Grant", 1, 200))});
    to.document("Grant", {need("DimensionKey", text(1, 100)),
                          need("MaxQuantity", integer(1, 2'147'483'646))});
    to.document("ResaleUsageBasedPricingTerm",
                {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                 need("RateCards", list("UsageRateCard", 1, 1)), may("Validity", any())});
    to.document("UsageRateCard", {need("RateCard", list("Rate", 1, 800))});
    to.document("Rate", {need("DimensionKey", text(1, 100)),
                         need("Price", text_matching(1, 20, price_pattern))});
    to.document("ResaleConfigurableUpfrontPricingTerm",
                {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                 need("RateCards", list("UpfrontRateCard", 1, 5))});
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
    describe_single_term(to, authorization + "UpdateBuyerTargetingTerms", "BuyerTargetingTerm",
                         {need("PositiveTargeting", ref("BuyerTargeting"))}, 1);
    to.document("BuyerTargeting", {need("BuyerAccounts", list(account_text(), 1, 25))});
    describe_single_term(to, authorization + "UpdateBuyerValidityTerms", "BuyerValidityTerm",
                         {need("MaximumAgreementStartDate", day_text())}, 1);
    describe_authorization_legal(to);
    describe_authorization_pricing(to);
    describe_single_term(
        to, authorization + "UpdatePaymentScheduleTerms", "ResalePaymentScheduleTerm",
        {need("CurrencyCode", currency_code()), need("Schedule", list("Instalment", 1, 60))}, 0);
    to.document("Instalment",
                {need("ChargeDate", day_text()),
                 need("ChargeAmount", text_matching(1, 20, "^\\d{1,9}(\\.\\d{0,2})?$"))});
    describe_single_term(
        to, authorization + "UpdateNetPaymentTerms", "ResaleNetPaymentTerm",
        {need("PaymentDuePeriod", one_of({"P15D", "P30D", "P45D", "P60D", "P90D", "P120D"}))}, 0);
    describe_empty(to, authorization + "ReleaseResaleAuthorization");
    describe_empty(to, authorization + "RestrictResaleAuthorization");
}

namespace {

// What a public offer carries beside its name (catalog-api 4.2, 4.3).
void describe_public_offer_changes(shapes& to, const std::string& offer) {
    to.document(offer + "CreateOffer", {need("ProductId", text(1, 64)),
                                        may("Name", text_matching(1, 150, "^[^\\\\<>]+$"))});
    to.document(offer + "UpdatePricingTerms",
                {need("PricingModel", one_of({"Byol", "Free", "Usage", "Contract"})),
                 need("Terms", list("PricingTerm", 1, 10))});
    to.structure(
        "PricingTerm",
        {need("Type", one_of({"UsageBasedPricingTerm", "ConfigurableUpfrontPricingTerm"}))});
    const auto priced = [&](const char* term, const char* card, std::int64_t cards) {
        to.document(term, {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                           need("RateCards", list(card, 1, cards))});
    };
    priced("UsageBasedPricingTerm", "UsageRateCard", 1);
    priced("ConfigurableUpfrontPricingTerm", "UpfrontRateCard", 5);
    describe_single_term(to, offer + "UpdateLegalTerms", "LegalTerm",
                         {need("Documents", list("OfferDocument", 1, 1))}, 1);
    to.document("OfferDocument", {need("Type", one_of({"StandardEula", "CustomEula"})),
                                  may("Url", text(1, 32000)), may("Version", text(1, 100))});
    describe_single_term(to, offer + "UpdateSupportTerms", "SupportTerm",
                         {need("RefundPolicy", text(1, 500))}, 0);
    describe_single_term(to, offer + "UpdateRenewalTerms", "RenewalTerm", {}, 0);
}

} // namespace

void describe_offer_changes(shapes& to) {
    const std::string offer = "Offer/";
    const auto name = [] { return text_matching(1, 150, "^[^\\\\<>]+$"); };
    to.document(offer + "CreateOfferUsingResaleAuthorization",
                {need("ResaleAuthorizationId", text(1, 64)), may("Name", name()),
                 may("Description", text(1, 255))});
    to.document(offer + "UpdateInformation",
                {may("Name", name()), may("Description", text(1, 255))});
    to.document(offer + "UpdateMarkup",
                {need("Percentage", text_matching(1, 20, "^(\\d*\\.)?\\d{1,9}$"))});
    to.document(offer + "UpdateTargeting", {may("PositiveTargeting", ref("PositiveTargeting")),
                                            may("NegativeTargeting", ref("NegativeTargeting"))});
    to.document("PositiveTargeting", {may("BuyerAccounts", list(account_text(), 1, 26)),
                                      may("CountryCodes", list(country(), 1, 244))});
    to.document("NegativeTargeting", {need("CountryCodes", list(country(), 1, 244))});
    to.document(offer + "UpdateAvailability", {need("AvailabilityEndDate", day_text())});
    describe_single_term(
        to, offer + "UpdateValidityTerms", "ValidityTerm",
        {may("AgreementDuration", period_text()), may("AgreementStartDate", day_text()),
         may("AgreementEndDate", day_text())},
        0);
    describe_single_term(
        to, offer + "UpdatePaymentScheduleTerms", "PaymentScheduleTerm",
        {may("CurrencyCode", currency_code()), need("Schedule", list("Instalment", 1, 60))}, 0);
    describe_public_offer_changes(to, offer);
    describe_empty(to, offer + "ReleaseOffer");
}

} // namespace cppo::wire
