// The documents of changes on resale authorizations (R-RA-39).
#include <array>
#include <boost/json/array.hpp>

#include "market/catalog/authorizations/authorization_changes.h"
#include "notation/changes/change_form.h"
#include "notation/changes/value_shapes.h"

namespace cppo::notation {
namespace {

namespace json = boost::json;
using namespace market;

constexpr std::string_view authorization = "ResaleAuthorization";

type authorization_name() {
    return text_matching(1, 100, "^[^\\s\\\\<>][^\\\\<>]*$");
}

void describe_creation(shapes& to, const std::string& name) {
    to.document(name, {need("ProductId", text(1, 64)), need("Name", authorization_name()),
                       may("Description", prose(1, 255)), need("ResellerAccountId", account_text()),
                       may("BulkRequestId", text(1, 50)),
                       may("ResellerRole", one_of({"ChannelPartner", "Distributor"}))});
}
read_change read_creation(const json::value& document) {
    const json::object& in = document.as_object();
    return create_authorization{
        TRY(product_id::parse(get_text(in, "ProductId"))), text_or_empty(in, "Name"),
        text_or_empty(in, "Description"), TRY(account_id::parse(get_text(in, "ResellerAccountId"))),
        get_named<reseller_role>(
            find_text(in, "ResellerRole").value_or(name_of(reseller_role::channel_partner)))};
}

void describe_information(shapes& to, const std::string& name) {
    to.document(name, {may("Name", authorization_name()), may("Description", prose(1, 255)),
                       may("PreExistingBuyerAgreement", ref("PreExistingBuyerAgreement"))});
}
read_change read_information(const json::value& document) {
    const json::object& in = document.as_object();
    update_authorization_information made{text_in(in, "Name"), text_in(in, "Description"), {}};
    read_renewal(in, "PreExistingBuyerAgreement", made);
    return made;
}

// Real clients send the quantity as a number or as a text; only 1 passes the check of the set.
void describe_availability(shapes& to, const std::string& name) {
    to.document(name, {may("AvailabilityEndDate", day_text()), may("OffersMaxQuantity", any())});
}
read_change read_availability(const json::value& document) {
    const json::object& in = document.as_object();
    update_authorization_availability made;
    if (const auto end = find_text(in, "AvailabilityEndDate")) made.end = TRY(day::parse(*end));
    if (find_value(in, "OffersMaxQuantity")) made.offers_max = 1;
    return made;
}

void describe_targeting(shapes& to, const std::string& name) {
    describe_terms(to, name, "BuyerTargetingTerm",
                   {need("PositiveTargeting", ref("BuyerTargeting"))}, 1);
}
read_change read_targeting(const json::value& document) {
    const json::object& positive = get_object(*single_term(document), "PositiveTargeting");
    return update_buyer_targeting{TRY(accounts_in(positive, "BuyerAccounts"))};
}

void describe_validity(shapes& to, const std::string& name) {
    describe_terms(to, name, "BuyerValidityTerm", {need("MaximumAgreementStartDate", day_text())},
                   1);
}
read_change read_validity(const json::value& document) {
    return update_buyer_validity{
        TRY(day::parse(get_text(*single_term(document), "MaximumAgreementStartDate")))};
}

void describe_legal(shapes& to, const std::string& name) {
    to.document(name, {need("Terms", list("ResaleLegalTerms", 1, 2))});
}
read_change read_legal(const json::value& document) {
    update_authorization_legal made;
    for (const json::value& each : get_list(document.as_object(), "Terms")) {
        const json::object& term = each.as_object();
        auto& into = get_text(term, "Type") == "BuyerLegalTerm" ? made.buyer_documents
                                                                : made.resale_documents;
        into = documents_from(get_list(term, "Documents"));
    }
    return made;
}

void describe_pricing(shapes& to, const std::string& name) {
    to.document(name, {need("PricingModel", one_of({"Free", "Usage", "Contract"})),
                       need("Terms", list("ResalePricingTerm", 0, 10))});
}
read_change read_pricing(const json::value& document) {
    return TRY(read_prices<update_authorization_pricing>(document));
}

void describe_schedule(shapes& to, const std::string& name) {
    describe_terms(
        to, name, "ResalePaymentScheduleTerm",
        {need("CurrencyCode", currency_code()), need("Schedule", list("Instalment", 1, 240))}, 0);
}
read_change read_schedule(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_authorization_schedule{};
    return update_authorization_schedule{TRY(schedule_from(*term))};
}

void describe_net_payment(shapes& to, const std::string& name) {
    describe_terms(
        to, name, "ResaleNetPaymentTerm",
        {need("PaymentDuePeriod", one_of({"P15D", "P30D", "P45D", "P60D", "P90D", "P120D"}))}, 0);
}
read_change read_net_payment(const json::value& document) {
    const json::object* term = single_term(document);
    if (!term) return update_authorization_net_payment{};
    return update_authorization_net_payment{
        TRY(period::parse(get_text(*term, "PaymentDuePeriod")))};
}

constexpr std::array forms{
    form_of<create_authorization>(authorization, "CreateResaleAuthorization", describe_creation,
                                  read_creation),
    form_of<update_authorization_information>(authorization, "UpdateInformation",
                                              describe_information, read_information,
                                              at_least_one_member),
    form_of<update_authorization_availability>(authorization, "UpdateAvailability",
                                               describe_availability, read_availability,
                                               at_least_one_member),
    form_of<update_buyer_targeting>(authorization, "UpdateBuyerTargetingTerms", describe_targeting,
                                    read_targeting),
    form_of<update_buyer_validity>(authorization, "UpdateBuyerValidityTerms", describe_validity,
                                   read_validity),
    form_of<update_authorization_legal>(authorization, "UpdateLegalTerms", describe_legal,
                                        read_legal),
    form_of<update_authorization_pricing>(authorization, "UpdatePricingTerms", describe_pricing,
                                          read_pricing),
    form_of<update_authorization_schedule>(authorization, "UpdatePaymentScheduleTerms",
                                           describe_schedule, read_schedule),
    form_of<update_authorization_net_payment>(authorization, "UpdateNetPaymentTerms",
                                              describe_net_payment, read_net_payment),
    form_of<release_authorization>(authorization, "ReleaseResaleAuthorization", describe_nothing,
                                   read_nothing<release_authorization>),
    form_of<restrict_authorization>(authorization, "RestrictResaleAuthorization", describe_nothing,
                                    read_nothing<restrict_authorization>),
};

// The members of every resale pricing term; which of them a type needs is checked by its own shape.
void describe_prices(shapes& to) {
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

void describe_documents(shapes& to) {
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

std::span<const change_form> authorization_forms() {
    return forms;
}

void describe_authorization_parts(shapes& to) {
    to.document("PreExistingBuyerAgreement",
                {need("AcquisitionChannel", one_of({"AwsMarketplace", "External"})),
                 need("PricingModel", one_of({"Byol", "BYOL", "Free", "Usage", "Contract"}))});
    to.document("BuyerTargeting", {need("BuyerAccounts", list(account_text(), 1, 25))});
    to.document("Instalment",
                {need("ChargeDate", day_text()),
                 need("ChargeAmount", text_matching(1, 20, "^\\d{1,9}(\\.\\d{0,2})?$"))});
    describe_prices(to);
    describe_documents(to);
}

} // namespace cppo::notation
