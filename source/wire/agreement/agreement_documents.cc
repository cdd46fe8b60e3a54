#include "wire/agreement/agreement_documents.h"

#include <algorithm>
#include <span>

#include "market/money/billed_month.h"
#include "notation/terms.h"
#include "service/usage/metering_service.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using namespace market;
using service::agreement_view;

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

json::object upfront_members(const agreement_terms& terms) {
    json::object made = written(*terms.upfront, agreement_style);
    if (terms.choice) made["configuration"] = written(*terms.choice);
    return made;
}

// How much of a dimension the replaced agreement has; nothing where none is replaced.
std::int64_t quantity_in(const std::optional<agreement_terms>& before,
                         const std::string& dimension) {
    if (!before) return 0;
    std::span<const grant> had;
    if (before->fixed_upfront) had = before->fixed_upfront->grants;
    if (before->choice) had = before->choice->dimensions;
    const auto found = std::ranges::find(had, dimension, &grant::dimension);
    return found == had.end() ? 0 : found->quantity_max;
}

std::string_view status_reason(entitlement_status status) {
    switch (status) {
        case entitlement_status::provisioned:
            return "AGREEMENT_ACTIVE";
        case entitlement_status::scheduled:
            return "FUTURE_START_DATE";
        case entitlement_status::pending:
            return "PROVISIONING_IN_PROGRESS";
        case entitlement_status::failed:
            return "UNSUPPORTED_OPERATION";
        case entitlement_status::deprovisioned:
            return "AGREEMENT_INACTIVE";
    }
    __builtin_unreachable();
}

} // namespace

json::object charge_summary(const agreement_request& quoted,
                            const std::optional<agreement_terms>& before, instant now) {
    json::array charges;
    json::array itemized;
    money total = money::zero(quoted.unit);
    for (const expected_charge& each : quoted.charges) {
        for (const charge_line& line : each.lines)
            itemized.push_back({{"dimensionKey", line.dimension},
                                {"newQuantity", line.quantity},
                                {"oldQuantity", quantity_in(before, line.dimension)},
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
    made["initialAgreementId"] = of.initial().text();
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
    json::array entitlements;
    for (const std::string& each : shown.licenses) entitlements.push_back({{"licenseArn", each}});
    made["entitlements"] = std::move(entitlements);
    made["initialAgreementId"] = of.initial().text();
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
        if (type == "LegalTerm")
            members["documents"] = written(of.terms.documents, agreement_style);
        if (type == "UsageBasedPricingTerm") members = written(*of.terms.usage, agreement_style);
        if (type == "ConfigurableUpfrontPricingTerm") members = upfront_members(of.terms);
        if (type == "FixedUpfrontPricingTerm")
            members = written(*of.terms.fixed_upfront, agreement_style);
        if (type == "PaymentScheduleTerm") members = written(*of.terms.schedule, agreement_style);
        if (type == "ValidityTerm") members = written(of.terms.validity, agreement_style);
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
    const auto billed = billed_month(of);
    const money before_tax = of.due.total() - of.due.tax;
    return {{"agreementId", of.agreement.text()},
            {"invoiceId", of.id.text()},
            {"pricingCurrencyAmount",
             {{"amount", before_tax.text()}, {"currencyCode", code_of(before_tax.unit())}}},
            {"invoiceBillingPeriod",
             {{"month", static_cast<unsigned>(billed.month())},
              {"year", static_cast<int>(billed.year())}}},
            {"issuedTime", epoch(of.issued)},
            {"invoiceType", "INVOICE"}};
}

json::object entitlement_json(const entitlement& of, product_type type) {
    return {{"resource", {{"id", of.product.text()}, {"type", name_of(type)}}},
            {"type", "AWSMarketplace:License"},
            {"status", name_of(of.status)},
            {"statusReasonCode", status_reason(of.status)},
            {"licenseArn", market::license_arn(of.manufacturer, of.id)}};
}

} // namespace cppo::wire
