// The documents of changes on offers (R-OFR-22).
#include <array>
#include <boost/json/array.hpp>

#include "market/catalog/offers/offer_changes.h"
#include "notation/changes/change_form.h"
#include "notation/changes/value_shapes.h"

namespace cppo::notation {
namespace {

namespace json = boost::json;
using namespace market;

constexpr std::string_view offers = "Offer";

type country() {
    return text_matching(2, 2, "^[A-Z]{2}$");
}
type offer_name() {
    return text_matching(1, 150, "^[^\\\\<>]+$");
}
type agreement_text() {
    return text_matching(1, 64, "^\\S+$");
}

void describe_own_creation(shapes& to, const std::string& name) {
    to.document(name, {need("ProductId", text(1, 64)), may("Name", offer_name())});
}
read_change read_own_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_own_offer{TRY(product_id::parse(get_text(in, "ProductId"))), text_in(in, "Name")};
}

void describe_direct_replacement(shapes& to, const std::string& name) {
    to.document(name, {need("AgreementId", agreement_text()), may("Name", offer_name())});
}
read_change read_direct_replacement(const json::value& document) {
    return create_direct_replacement{
        TRY(agreement_id::parse(get_text(document.as_object(), "AgreementId")))};
}

void describe_creation(shapes& to, const std::string& name) {
    to.document(name, {need("ResaleAuthorizationId", text(1, 64)), may("Name", offer_name()),
                       may("Description", prose(1, 255)), may("OfferSetId", text(1, 64))});
}
read_change read_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_offer{TRY(authorization_id::parse(get_text(in, "ResaleAuthorizationId"))),
                        text_in(in, "Name"), text_in(in, "Description"),
                        find_value(in, "OfferSetId") != nullptr};
}

void describe_replacement(shapes& to, const std::string& name) {
    to.document(name, {need("ResaleAuthorizationId", text(1, 64)),
                       need("AgreementId", agreement_text()), may("Name", offer_name())});
}
read_change read_replacement(const json::value& document) {
    const json::object& in = document.as_object();
    return create_replacement{TRY(authorization_id::parse(get_text(in, "ResaleAuthorizationId"))),
                              TRY(agreement_id::parse(get_text(in, "AgreementId"))),
                              text_in(in, "Name")};
}

void describe_information(shapes& to, const std::string& name) {
    to.document(name, {may("Name", offer_name()), may("Description", prose(1, 255)),
                       may("PreExistingAgreement", ref("PreExistingBuyerAgreement"))});
}
read_change read_information(const json::value& document) {
    const json::object& in = document.as_object();
    update_offer_information made{text_in(in, "Name"), text_in(in, "Description")};
    if (const json::object* renewal = find_object(in, "PreExistingAgreement"))
        made.renewal = renewal_from(*renewal);
    return made;
}

void describe_markup(shapes& to, const std::string& name) {
    to.document(name, {need("Percentage", text_matching(1, 20, "^(\\d*\\.)?\\d{1,9}$"))});
}
read_change read_markup(const json::value& document) {
    return update_markup{TRY(markup::parse(get_text(document.as_object(), "Percentage")))};
}

void describe_targeting(shapes& to, const std::string& name) {
    to.document(name, {may("PositiveTargeting", ref("PositiveTargeting")),
                       may("NegativeTargeting", ref("NegativeTargeting"))});
}
read_change read_targeting(const json::value& document) {
    const json::object& in = document.as_object();
    update_targeting made;
    if (const json::object* positive = find_object(in, "PositiveTargeting")) {
        made.buyers = TRY(accounts_in(*positive, "BuyerAccounts"));
        made.countries = texts_in(*positive, "CountryCodes").value_or(made.countries);
    }
    if (const json::object* negative = find_object(in, "NegativeTargeting"))
        made.excluded_countries =
            texts_in(*negative, "CountryCodes").value_or(made.excluded_countries);
    return made;
}

void describe_availability(shapes& to, const std::string& name) {
    to.document(name, {need("AvailabilityEndDate", day_text())});
}
read_change read_availability(const json::value& document) {
    return update_offer_availability{
        TRY(day::parse(get_text(document.as_object(), "AvailabilityEndDate")))};
}

void describe_validity(shapes& to, const std::string& name) {
    describe_terms(to, name, "ValidityTerm",
                   {may("AgreementDuration", period_text()), may("AgreementStartDate", day_text()),
                    may("AgreementEndDate", day_text())},
                   0);
}
read_change read_validity(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_offer_validity{};
    return update_offer_validity{TRY(validity_from(*term))};
}

void describe_pricing(shapes& to, const std::string& name) {
    to.document(name, {need("PricingModel", one_of({"Byol", "Free", "Usage", "Contract"})),
                       need("Terms", list("PricingTerm", 1, 10))});
}
read_change read_pricing(const json::value& document) {
    return TRY(read_prices<update_offer_pricing>(document));
}

void describe_schedule(shapes& to, const std::string& name) {
    describe_terms(
        to, name, "PaymentScheduleTerm",
        {may("CurrencyCode", currency_code()), need("Schedule", list("Instalment", 1, 240))}, 0);
}
// AWS's own example names no currency; the authorization's is meant then.
read_change read_schedule(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_offer_schedule{};
    json::object with_currency = *term;
    const bool names_currency = with_currency.contains("CurrencyCode");
    if (!names_currency) with_currency["CurrencyCode"] = code_of(currency::usd);
    return update_offer_schedule{TRY(schedule_from(with_currency)), names_currency};
}

void describe_net_payment(shapes& to, const std::string& name) {
    describe_terms(to, name, "NetPaymentTerm", {need("PaymentDuePeriod", period_text())}, 0, 5);
}
read_change read_net_payment(const json::value& document) {
    const json::array& terms = get_list(document.as_object(), "Terms");
    update_offer_net_payment made{.repeats_a_term = terms.size() > 1};
    if (!terms.empty())
        made.payment_due = TRY(period::parse(get_text(terms[0].as_object(), "PaymentDuePeriod")));
    return made;
}

void describe_legal(shapes& to, const std::string& name) {
    describe_terms(to, name, "LegalTerm", {need("Documents", list("OfferDocument", 1, 1))}, 1);
}
read_change read_legal(const json::value& document) {
    return update_offer_legal{documents_from(get_list(*single_term(document), "Documents"))};
}

void describe_support(shapes& to, const std::string& name) {
    describe_terms(to, name, "SupportTerm", {need("RefundPolicy", prose(1, 500))}, 0);
}
read_change read_support(const json::value& document) {
    const json::object* term = single_term(document);
    return update_offer_support{term ? text_in(*term, "RefundPolicy") : std::nullopt};
}

void describe_renewal(shapes& to, const std::string& name) {
    describe_terms(to, name, "RenewalTerm", {}, 0);
}
read_change read_renewal_term(const json::value& document) {
    return update_offer_renewal{single_term(document) != nullptr};
}

void describe_verification(shapes& to, const std::string& name) {
    describe_terms(to, name, "CustomerVerificationTerm",
                   {need("ApprovalStrategy", one_of({"AutoApproveOnExpiration",
                                                     "AutoRejectOnExpiration", "WaitForApproval"})),
                    may("ExpirationDuration", period_text())},
                   0);
}

constexpr std::array forms{
    form_of<create_own_offer>(offers, "CreateOffer", describe_own_creation, read_own_creation),
    form_of<create_direct_replacement>(offers, "CreateReplacementOffer",
                                       describe_direct_replacement, read_direct_replacement),
    form_of<create_offer>(offers, "CreateOfferUsingResaleAuthorization", describe_creation,
                          read_creation),
    form_of<create_replacement>(offers, "CreateReplacementOfferUsingResaleAuthorization",
                                describe_replacement, read_replacement),
    form_of<update_offer_information>(offers, "UpdateInformation", describe_information,
                                      read_information, at_least_one_member),
    form_of<update_markup>(offers, "UpdateMarkup", describe_markup, read_markup),
    form_of<update_targeting>(offers, "UpdateTargeting", describe_targeting, read_targeting,
                              at_least_one_member),
    form_of<update_offer_availability>(offers, "UpdateAvailability", describe_availability,
                                       read_availability),
    form_of<update_offer_validity>(offers, "UpdateValidityTerms", describe_validity, read_validity),
    form_of<update_offer_pricing>(offers, "UpdatePricingTerms", describe_pricing, read_pricing),
    form_of<update_offer_schedule>(offers, "UpdatePaymentScheduleTerms", describe_schedule,
                                   read_schedule),
    form_of<update_offer_net_payment>(offers, "UpdateNetPaymentTerms", describe_net_payment,
                                      read_net_payment),
    form_of<update_offer_legal>(offers, "UpdateLegalTerms", describe_legal, read_legal),
    form_of<update_offer_support>(offers, "UpdateSupportTerms", describe_support, read_support),
    form_of<update_offer_renewal>(offers, "UpdateRenewalTerms", describe_renewal,
                                  read_renewal_term),
    form_of<update_offer_verification>(offers, "UpdateCustomerVerificationTerms",
                                       describe_verification,
                                       read_nothing<update_offer_verification>),
    form_of<release_offer>(offers, "ReleaseOffer", describe_nothing, read_nothing<release_offer>),
};

} // namespace

std::span<const change_form> offer_forms() {
    return forms;
}

void describe_offer_parts(shapes& to) {
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
    to.document("OfferDocument", {need("Type", one_of({"StandardEula", "CustomEula"})),
                                  may("Url", text(1, 32000)), may("Version", text(1, 100))});
    to.document("PositiveTargeting", {may("BuyerAccounts", list(account_text(), 1, 100)),
                                      may("CountryCodes", list(country(), 1, 244))});
    to.document("NegativeTargeting", {need("CountryCodes", list(country(), 1, 244))});
}

} // namespace cppo::notation
