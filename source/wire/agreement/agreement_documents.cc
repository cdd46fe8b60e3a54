#include "wire/agreement/agreement_documents.h"

#include "service/usage/metering_service.h"
#include "store/mapping/names.h"
#include "store/tables/terms_codec.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using namespace market;
using service::agreement_view;

constexpr const char* standard_eula_version = "2022-07-14";
constexpr const char* agreement_type = "PurchaseAgreement";

json::object proposal_summary(const agreement_view& shown) {
    return {{"resources", {{{"id", shown.of.product.text()}, {"type", name_of(shown.sold.type)}}}},
            {"offerId", shown.of.offer.text()}};
}

// `LegalTerm` is the member `legalTerm`.
json::object in_union(std::string_view type, const agreement& of, json::object members) {
    json::object term{{"type", type}, {"id", term_id(of.offer, type)}};
    for (auto& each : members) term[each.key()] = std::move(each.value());
    std::string member(type);
    member[0] = static_cast<char>(member[0] - 'A' + 'a');
    return {{member, std::move(term)}};
}

json::object fixed_members(const fixed_upfront_term& term) {
    json::array grants;
    for (const grant& each : term.grants)
        grants.push_back({{"dimensionKey", each.dimension}, {"maxQuantity", each.quantity_max}});
    json::object made{{"currencyCode", code_of(term.unit)}, {"price", term.price}};
    if (term.duration) made["duration"] = term.duration->text();
    made["grants"] = std::move(grants);
    return made;
}

json::array rates_json(const std::vector<rate>& rates) {
    json::array made;
    for (const rate& each : rates)
        made.push_back({{"dimensionKey", each.dimension}, {"price", each.written}});
    return made;
}

json::object usage_members(const usage_term& term) {
    return {{"currencyCode", code_of(term.unit)},
            {"rateCards", json::array{json::object{{"rateCard", rates_json(term.rates)}}}}};
}

json::object upfront_members(const agreement_terms& terms) {
    const configurable_upfront_term& term = *terms.upfront;
    const char* choice = term.is_configurable ? "Allowed" : "Disallowed";
    json::array cards;
    for (const upfront_card& each : term.cards)
        cards.push_back(json::object{
            {"selector", json::object{{"type", "Duration"}, {"value", each.duration.text()}}},
            {"constraints", json::object{{"multipleDimensionSelection", choice},
                                         {"quantityConfiguration", choice}}},
            {"rateCard", rates_json(each.rates)}});
    json::object made{{"currencyCode", code_of(term.unit)}, {"rateCards", std::move(cards)}};
    if (terms.choice) made["configuration"] = store::choice_json(*terms.choice);
    return made;
}

json::object schedule_members(const payment_schedule_term& term) {
    json::array schedule;
    for (const instalment& each : term.instalments)
        schedule.push_back({{"chargeDate", epoch(instant::start_of(each.charge_on))},
                            {"chargeAmount", each.written}});
    return {{"currencyCode", code_of(term.unit)}, {"schedule", std::move(schedule)}};
}

json::object validity_members(const validity_term& term) {
    json::object made;
    if (term.duration) made["agreementDuration"] = term.duration->text();
    if (term.starts_on) made["agreementStartDate"] = epoch(instant::start_of(*term.starts_on));
    if (term.ends_on) made["agreementEndDate"] = epoch(instant::end_of(*term.ends_on));
    return made;
}

} // namespace

json::value epoch(instant at) {
    if (at.ms() % 1000 == 0) return at.ms() / 1000;
    return static_cast<double>(at.ms()) / 1000.0;
}

json::array buyer_documents(const std::vector<legal_document>& documents) {
    json::array made;
    for (const legal_document& each : documents) {
        json::object one{{"type", name_of(each.type)}};
        if (!each.url.empty()) one["url"] = each.url;
        if (!each.version.empty())
            one["version"] = each.version;
        else if (each.type == legal_document_type::standard_eula)
            one["version"] = standard_eula_version;
        made.push_back(std::move(one));
    }
    return made;
}

json::object charge_summary(const agreement_request& quoted, instant now) {
    json::array charges;
    json::array itemized;
    money total = money::zero(quoted.unit);
    for (const expected_charge& each : quoted.charges) {
        for (const charge_line& line : each.lines)
            itemized.push_back({{"dimensionKey", line.dimension},
                                {"newQuantity", line.quantity},
                                {"oldQuantity", 0},
                                {"chargeReference", each.id.text()},
                                {"incrementalChargeAmount", line.amount.text()}});
        const instant due = instant::start_of(each.due_on);
        charges.push_back({{"id", each.id.text()},
                           {"time", epoch(std::max(due, now))},
                           {"amount", each.written},
                           {"timing", due <= now ? "ON_ACCEPTANCE" : "SCHEDULED"}});
        total = total + each.amount;
    }
    json::object made{{"currencyCode", code_of(total.unit())},
                      {"newAgreementValue", total.text()},
                      {"expectedCharges", std::move(charges)}};
    if (!itemized.empty()) made["itemizedCharges"] = std::move(itemized);
    return made;
}

json::object agreement_json(const agreement_view& shown) {
    const agreement& of = shown.of;
    json::object made{{"agreementId", of.id.text()},
                      {"acceptor", {{"accountId", of.owner.text()}}},
                      {"proposer", {{"accountId", of.proposer.text()}}},
                      {"startTime", epoch(of.starts)}};
    if (of.ends) made["endTime"] = epoch(*of.ends);
    made["acceptanceTime"] = epoch(of.accepted);
    made["agreementType"] = agreement_type;
    made["estimatedCharges"] = {{"currencyCode", code_of(of.value.unit())},
                                {"agreementValue", of.value.text()}};
    made["proposalSummary"] = proposal_summary(shown);
    made["status"] = name_of(of.status);
    made["initialAgreementId"] = of.id.text();
    if (of.status == agreement_status::active && of.ends)
        made["endTimeBehavior"] = {{"type", "EXPIRE"}, {"reasonCode", "NO_RENEWAL_TERM"}};
    return made;
}

json::object agreement_summary(const agreement_view& shown) {
    const agreement& of = shown.of;
    json::object made{{"agreementId", of.id.text()},
                      {"acceptanceTime", epoch(of.accepted)},
                      {"startTime", epoch(of.starts)}};
    if (of.ends) made["endTime"] = epoch(*of.ends);
    made["agreementType"] = agreement_type;
    made["acceptor"] = {{"accountId", of.owner.text()}};
    made["proposer"] = {{"accountId", of.proposer.text()}};
    made["proposalSummary"] = proposal_summary(shown);
    made["status"] = name_of(of.status);
    made["lastUpdateTime"] = epoch(of.modified);
    made["initialAgreementId"] = of.id.text();
    if (of.status == agreement_status::active && of.ends) {
        made["endTimeBehaviorType"] = "EXPIRE";
        made["endTimeBehaviorReasonCode"] = "NO_RENEWAL_TERM";
    }
    return made;
}

json::array accepted_terms(const agreement& of) {
    json::array made;
    for (const std::string& type : term_types(of.terms)) {
        json::object members;
        if (type == "LegalTerm") members["documents"] = buyer_documents(of.terms.documents);
        if (type == "UsageBasedPricingTerm") members = usage_members(*of.terms.usage);
        if (type == "ConfigurableUpfrontPricingTerm") members = upfront_members(of.terms);
        if (type == "FixedUpfrontPricingTerm") members = fixed_members(*of.terms.fixed_upfront);
        if (type == "PaymentScheduleTerm") members = schedule_members(*of.terms.schedule);
        if (type == "ValidityTerm") members = validity_members(of.terms.validity);
        if (type == "NetPaymentTerm") members["paymentDuePeriod"] = of.terms.payment_due->text();
        made.push_back(in_union(type, of, std::move(members)));
    }
    return made;
}

json::object charge_json(const charge& of) {
    return {{"id", of.id.text()},
            {"revision", 1},
            {"agreementId", of.agreement.text()},
            {"agreementType", agreement_type},
            {"currencyCode", code_of(of.amount.unit())},
            {"amount", of.amount.text()},
            {"time", epoch(instant::start_of(of.due_on))}};
}

json::object invoice_summary(const invoice& of) {
    const auto date = of.issued_on.date();
    const money before_tax = of.due.total() - of.due.tax;
    return {
        {"agreementId", of.agreement.text()},
        {"invoiceId", of.id.text()},
        {"pricingCurrencyAmount",
         {{"amount", before_tax.text()}, {"currencyCode", code_of(before_tax.unit())}}},
        {"invoiceBillingPeriod",
         {{"month", static_cast<unsigned>(date.month())}, {"year", static_cast<int>(date.year())}}},
        {"issuedTime", epoch(of.issued)},
        {"invoiceType", "INVOICE"}};
}

json::object entitlement_json(const entitlement& of, product_type type) {
    const bool active = of.status == entitlement_status::provisioned;
    return {{"resource", {{"id", of.product.text()}, {"type", name_of(type)}}},
            {"type", "AWSMarketplace:License"},
            {"status", name_of(of.status)},
            {"statusReasonCode", active ? "AGREEMENT_ACTIVE" : "AGREEMENT_INACTIVE"},
            {"licenseArn", service::license_arn(of.manufacturer, of.id)}};
}

} // namespace cppo::wire
