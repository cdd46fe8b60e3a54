#include "wire/agreement/agreement_calls.h"

#include <boost/json/array.hpp>

#include "market/money/billed_month.h"
#include "notation/terms.h"
#include "wire/agreement/agreement_documents.h"
#include "wire/agreement/agreement_search.h"
#include "wire/message/fault_table.h"
#include "wire/message/list_page.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using service::actor;
using service::agreement_service;
using answer = std::expected<json::value, fault>;

std::size_t page_size(const json::object& in) {
    return static_cast<std::size_t>(find_integer(in, "maxResults").value_or(50));
}

answer paged(std::string_view name, json::array items, const json::object& in) {
    auto made = list_page(name, std::move(items), page_size(in), text_or_empty(in, "nextToken"));
    if (!made) return std::unexpected(agreement_fault(made.error()));
    return std::move(*made);
}

result<agreement_id> id_in(const json::object& in) {
    return agreement_id::parse(get_text(in, "agreementId"));
}

result<market::requested_term> read_term(const json::object& in) {
    const auto* configuration = find_object(in, "configuration");
    market::requested_term made{std::string(get_text(in, "id")), configuration != nullptr};
    if (!configuration) return made;
    const auto* upfront =
        find_object(*configuration, "configurableUpfrontPricingTermConfiguration");
    if (upfront) made.choice = TRY(notation::choice_from(*upfront));
    return made;
}

// The agreement to replace, which the intent REPLACE needs and NEW has not.
std::expected<std::optional<agreement_id>, fault> read_source(const json::object& in) {
    const std::string_view intent = get_text(in, "intent");
    if (intent == "AMEND")
        return std::unexpected(agreement_fault(no(reason::intent_not_supported).error()));
    const auto source = find_text(in, "sourceAgreementIdentifier");
    if (intent == "NEW" && source)
        return std::unexpected(agreement_refusal("INVALID_SOURCE_AGREEMENT_IDENTIFIER",
                                                 "A new agreement has no source agreement."));
    if (intent == "REPLACE" && !source)
        return std::unexpected(agreement_refusal("MISSING_SOURCE_AGREEMENT_IDENTIFIER",
                                                 "The sourceAgreementIdentifier is missing."));
    if (!source) return std::nullopt;
    auto id = agreement_id::parse(*source);
    if (!id) return std::unexpected(agreement_fault(no(reason::agreement_not_found).error()));
    return std::move(*id);
}

answer create_agreement_request(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    const auto source = read_source(in);
    if (!source) return std::unexpected(source.error());
    const auto proposal = find_text(in, "agreementProposalIdentifier");
    if (!proposal)
        return std::unexpected(agreement_refusal("MISSING_AGREEMENT_PROPOSAL_IDENTIFIER",
                                                 "The agreementProposalIdentifier is missing."));
    service::quote_request ask{std::string(*proposal),
                               *source,
                               {},
                               text_or_empty(in, "clientToken"),
                               request_hash(from.input, "clientToken")};
    for (const json::value& each : get_list(in, "requestedTerms")) {
        auto one = read_term(each.as_object());
        if (!one) return std::unexpected(agreement_fault(one.error()));
        ask.terms.push_back(std::move(*one));
    }
    const auto quoted = agreements.request(who, ask);
    if (!quoted) return std::unexpected(agreement_fault(quoted.error()));
    std::optional<market::agreement_terms> before;
    if (quoted->replaces)
        before = agreements.describe(who.account, *quoted->replaces).value().of.terms;
    return json::object{{"agreementRequestId", quoted->id.text()},
                        {"chargeSummary", charge_summary(*quoted, before, quoted->created)}};
}

answer accept_agreement_request(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    if (find_list(in, "purchaseOrders"))
        return std::unexpected(
            agreement_refusal("UNSUPPORTED_ACTION", "Purchase orders are not supported."));
    const auto id = request_id::parse(get_text(in, "agreementRequestId"));
    const auto agreed =
        id ? agreements.accept(who, *id) : result<agreement_id>(no(reason::request_not_found));
    if (!agreed) return std::unexpected(agreement_fault(agreed.error()));
    return json::object{{"agreementId", agreed->text()}};
}

answer cancel_agreement(agreement_service& agreements, const call& from, const actor& who) {
    const auto id = id_in(from.input.as_object());
    const auto done =
        id ? agreements.cancel(who, *id) : result<void>(no(reason::agreement_not_found));
    if (!done) return std::unexpected(agreement_fault(done.error()));
    return json::object{};
}

answer describe_agreement(agreement_service& agreements, const call& from, const actor& who) {
    const auto id = id_in(from.input.as_object());
    const auto shown = id ? agreements.describe(who.account, *id)
                          : result<service::agreement_view>(no(reason::agreement_not_found));
    if (!shown) return std::unexpected(agreement_fault(shown.error()));
    return agreement_json(*shown);
}

answer get_agreement_terms(agreement_service& agreements, const call& from, const actor& who) {
    const auto id = id_in(from.input.as_object());
    const auto shown = id ? agreements.describe(who.account, *id)
                          : result<service::agreement_view>(no(reason::agreement_not_found));
    if (!shown) return std::unexpected(agreement_fault(shown.error()));
    return paged("acceptedTerms", accepted_terms(shown->of), from.input.as_object());
}

// The buyer's own token lets it register with the ISV of a SaaS product.
answer get_agreement_entitlements(agreement_service& agreements,
                                  const service::metering_service& metering, const call& from,
                                  const actor& who) {
    const auto id = id_in(from.input.as_object());
    const auto shown = id ? agreements.describe(who.account, *id)
                          : result<service::agreement_view>(no(reason::agreement_not_found));
    if (!shown) return std::unexpected(agreement_fault(shown.error()));
    json::array items;
    for (const market::entitlement& each : agreements.entitlements(*shown)) {
        json::object one = entitlement_json(each, shown->sold.type);
        if (shown->is_acceptor && shown->sold.type == market::product_type::saas &&
            each.status == market::entitlement_status::provisioned)
            one["registrationToken"] = metering.token_for(shown->of, each.id);
        items.push_back(std::move(one));
    }
    return paged("agreementEntitlements", std::move(items), from.input.as_object());
}

answer search_agreements(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    auto ask = read_search(in);
    if (!ask) return std::unexpected(std::move(ask).error());
    ask->size = page_size(in);
    ask->token = text_or_empty(in, "nextToken");
    const auto found = agreements.search(who.account, *ask);
    if (!found) return std::unexpected(agreement_fault(found.error()));
    json::array items;
    for (const auto& each : found->items) items.push_back(agreement_summary(each));
    json::object made{{"agreementViewSummaries", std::move(items)}};
    if (!found->next.empty()) made["nextToken"] = found->next;
    return made;
}

answer list_agreement_charges(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    if (auto no = check_catalog(in)) return std::unexpected(std::move(*no));
    std::optional<agreement_id> of;
    if (find_text(in, "agreementId")) {
        const auto id = id_in(in);
        if (!id) return std::unexpected(agreement_fault(id.error()));
        of = *id;
    }
    json::array items;
    if (find_text(in, "agreementType").value_or(agreement_type) == agreement_type)
        for (const market::charge& each : agreements.charges(who.account, of))
            items.push_back(charge_json(each));
    return paged("items", std::move(items), in);
}

bool is_wanted(const json::object& in, const market::invoice& of) {
    const auto id = find_text(in, "invoiceId");
    if (id && *id != of.id.text()) return false;
    if (find_text(in, "invoiceType") == "CREDIT_MEMO") return false;
    if (const auto* period = find_object(in, "invoiceBillingPeriod")) {
        const auto billed = market::billed_month(of);
        if (get_integer(*period, "month") != static_cast<unsigned>(billed.month()) ||
            get_integer(*period, "year") != static_cast<int>(billed.year()))
            return false;
    }
    const auto before = find_timestamp(in, "beforeIssuedTime");
    const auto after = find_timestamp(in, "afterIssuedTime");
    return (!before || of.issued < *before) && (!after || *after < of.issued);
}

answer list_invoice_line_items(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    const auto id = id_in(in);
    const auto found = id ? agreements.invoices(who.account, *id)
                          : result<std::vector<market::invoice>>(no(reason::agreement_not_found));
    if (!found) return std::unexpected(agreement_fault(found.error()));
    json::array items;
    for (const market::invoice& each : *found)
        if (is_wanted(in, each)) items.push_back(invoice_summary(each));
    return paged("agreementInvoiceLineItemGroupSummaries", std::move(items), in);
}

} // namespace

aws_service agreement_calls(agreement_service& on, const service::metering_service& metering) {
    aws_service made{.name = "marketplace-agreement",
                     .signing_name = "aws-marketplace",
                     .protocol = protocol::aws_json_1_0,
                     .target_prefix = "AWSMPCommerceService_v20200301",
                     .error_namespace = "com.amazonaws.marketplaceagreement",
                     .described = agreement_shapes(),
                     .operations = {},
                     .word = agreement_fault,
                     .invalid = agreement_invalid,
                     .request_id_in_faults = true};
    using enum market::permission_group;
    const auto add = [&](const std::string& name, bool changes, auto run, std::int64_t aws_rate,
                         std::set<market::permission_group> groups = {agreements}) {
        made.operations.push_back(
            {.name = name,
             .input_shape = name + "Input",
             .needs = aws_permission(name, std::move(groups)),
             .changes_something = changes,
             .run = [&on, run](const call& from) { return run(on, from, from.caller); },
             .aws_rate = aws_rate});
    };
    add("CreateAgreementRequest", true, create_agreement_request, 4);
    add("AcceptAgreementRequest", true, accept_agreement_request, 3);
    add("CancelAgreement", true, cancel_agreement, 3);
    add("DescribeAgreement", false, describe_agreement, 5);
    add("GetAgreementTerms", false, get_agreement_terms, 10);
    add(
        "GetAgreementEntitlements", false,
        [&metering](agreement_service& on, const call& from, const actor& who) {
            return get_agreement_entitlements(on, metering, from, who);
        },
        10);
    add("SearchAgreements", false, search_agreements, 5);
    add("ListAgreementCharges", false, list_agreement_charges, 15, {agreements, money});
    add("ListAgreementInvoiceLineItems", false, list_invoice_line_items, 10, {agreements, money});
    made.quick = {"DescribeAgreement", "GetAgreementTerms", "GetAgreementEntitlements"};
    return made;
}

} // namespace cppo::wire
