// The documents of changes on offers (R-OFR-22).
#include "wire/catalog_shapes.h"
#include "wire/change_types.h"

namespace cppo::wire {
namespace {

const std::string offer = "Offer/";

type country() {
    return text_matching(2, 2, "^[A-Z]{2}$");
}
type offer_name() {
    return text_matching(1, 150, "^[^\\\\<>]+$");
}

void describe_creations(shapes& to) {
    to.document(offer + "CreateOffer", {need("ProductId", text(1, 64)), may("Name", offer_name())});
    to.document(offer + "CreateReplacementOffer",
                {need("AgreementId", text_matching(1, 64, "^\\S+$")), may("Name", offer_name())});
    to.document(offer + "CreateOfferUsingResaleAuthorization",
                {need("ResaleAuthorizationId", text(1, 64)), may("Name", offer_name()),
                 may("Description", text(1, 255)), may("OfferSetId", text(1, 64))});
    to.document(offer + "CreateReplacementOfferUsingResaleAuthorization",
                {need("ResaleAuthorizationId", text(1, 64)),
                 need("AgreementId", text_matching(1, 64, "^\\S+$")), may("Name", offer_name())});
}

void describe_pricing(shapes& to) {
    to.document(offer + "UpdatePricingTerms",
                {need("PricingModel", one_of({"Byol", "Free", "Usage", "Contract"})),
                 need("Terms", list("PricingTerm", 1, 10))});
    to.structure("PricingTerm",
                 {need("Type", one_of({"UsageBasedPricingTerm", "ConfigurableUpfrontPricingTerm",
                                       "FixedUpfrontPricingTerm"}))});
    const auto priced = [&](const char* term, const char* card, std::int64_t cards) {
        to.document(term, {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                           need("RateCards", list(card, 1, cards))});
    };
    priced("UsageBasedPricingTerm", "UsageRateCard", 1);
    priced("ConfigurableUpfrontPricingTerm", "UpfrontRateCard", 20);
    to.document("FixedUpfrontPricingTerm",
                {need("Type", text(1, 100)), need("CurrencyCode", currency_code()),
                 need("Price", price_text()), may("Duration", period_text()),
                 need("Grants", list("Grant", 1, 800))});
}

void describe_offer_terms(shapes& to) {
    describe_terms(to, offer + "UpdateLegalTerms", "LegalTerm",
                   {need("Documents", list("OfferDocument", 1, 1))}, 1);
    to.document("OfferDocument", {need("Type", one_of({"StandardEula", "CustomEula"})),
                                  may("Url", text(1, 32000)), may("Version", text(1, 100))});
    describe_terms(to, offer + "UpdateSupportTerms", "SupportTerm",
                   {need("RefundPolicy", text(1, 500))}, 0);
    describe_terms(to, offer + "UpdateRenewalTerms", "RenewalTerm", {}, 0);
    describe_terms(to, offer + "UpdateValidityTerms", "ValidityTerm",
                   {may("AgreementDuration", period_text()), may("AgreementStartDate", day_text()),
                    may("AgreementEndDate", day_text())},
                   0);
    describe_terms(
        to, offer + "UpdatePaymentScheduleTerms", "PaymentScheduleTerm",
        {may("CurrencyCode", currency_code()), need("Schedule", list("Instalment", 1, 240))}, 0);
    describe_terms(to, offer + "UpdateNetPaymentTerms", "NetPaymentTerm",
                   {need("PaymentDuePeriod", period_text())}, 0, 5);
    describe_terms(to, offer + "UpdateCustomerVerificationTerms", "CustomerVerificationTerm",
                   {need("ApprovalStrategy", one_of({"AutoApproveOnExpiration",
                                                     "AutoRejectOnExpiration", "WaitForApproval"})),
                    may("ExpirationDuration", period_text())},
                   0);
}

} // namespace

void describe_offer_changes(shapes& to) {
    describe_creations(to);
    to.document(offer + "UpdateInformation",
                {may("Name", offer_name()), may("Description", text(1, 255)),
                 may("PreExistingAgreement", ref("PreExistingBuyerAgreement"))});
    to.document(offer + "UpdateMarkup",
                {need("Percentage", text_matching(1, 20, "^(\\d*\\.)?\\d{1,9}$"))});
    to.document(offer + "UpdateTargeting", {may("PositiveTargeting", ref("PositiveTargeting")),
                                            may("NegativeTargeting", ref("NegativeTargeting"))});
    to.document("PositiveTargeting", {may("BuyerAccounts", list(account_text(), 1, 100)),
                                      may("CountryCodes", list(country(), 1, 244))});
    to.document("NegativeTargeting", {need("CountryCodes", list(country(), 1, 244))});
    to.document(offer + "UpdateAvailability", {need("AvailabilityEndDate", day_text())});
    describe_offer_terms(to);
    describe_pricing(to);
    describe_empty(to, offer + "ReleaseOffer");
}

} // namespace cppo::wire
