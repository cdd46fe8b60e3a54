#include "wire/discovery/discovery_calls.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <map>
#include <set>

#include "notation/terms.h"
#include "service/secrets/digest.h"
#include "wire/agreement/agreement_documents.h"
#include "wire/message/fault_table.h"
#include "wire/message/list_page.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using service::actor;
using service::agreement_service;
using service::offer_for_buyer;
using answer = std::expected<json::value, fault>;
using filters = std::map<std::string, std::set<std::string>>;

// Sellers have profile ids here; an account's number is never shown to buyers.
std::string profile_of(const account_id& seller) {
    return "seller-" + service::sha256_hex("profile/" + seller.text()).substr(0, 13);
}

json::object seller_json(const account_id& id, const std::string& name) {
    return {{"sellerProfileId", profile_of(id)}, {"displayName", name}};
}

json::object product_json(const offer_for_buyer& shown) {
    return {{"productId", shown.sold.id.text()},
            {"productName", shown.sold.title},
            {"manufacturer", seller_json(shown.of.manufacturer, shown.manufacturer_name)}};
}

json::array badges(const offer_for_buyer& shown) {
    json::array made{
        json::object{{"badgeType", "PRIVATE_PRICING"}, {"displayName", "Private pricing"}}};
    if (shown.terms.validity.starts_on)
        made.push_back({{"badgeType", "FUTURE_DATED"}, {"displayName", "Future dated"}});
    if (shown.of.replaces)
        made.push_back({{"badgeType", "REPLACEMENT_OFFER"}, {"displayName", "Replacement offer"}});
    return made;
}

json::object pricing_model(const offer_for_buyer& shown) {
    const bool by_usage = !shown.terms.upfront && !shown.terms.schedule;
    return {{"pricingModelType", by_usage ? "USAGE" : "CONTRACT"},
            {"displayName", by_usage ? "Usage" : "Contract"}};
}

json::object offer_json(const offer_for_buyer& shown) {
    json::object made{{"offerId", shown.of.id.text()},
                      {"catalog", "AWSMarketplace"},
                      {"sellerOfRecord", seller_json(shown.of.owner, shown.seller_name)},
                      {"associatedEntities", {{{"product", product_json(shown)}}}},
                      {"agreementProposalId", market::proposal_of(shown.of.id)},
                      {"pricingModel", pricing_model(shown)},
                      {"badges", badges(shown)},
                      {"offerName", shown.of.name},
                      {"expirationTime", epoch(*shown.of.available_until)},
                      {"availableFromTime", epoch(*shown.of.released)}};
    if (shown.of.replaces) made["replacementAgreementId"] = shown.of.replaces->text();
    return made;
}

json::object option_json(const offer_for_buyer& shown) {
    json::object entity{{"product", product_json(shown)},
                        {"offer",
                         {{"offerId", shown.of.id.text()},
                          {"offerName", shown.of.name},
                          {"sellerOfRecord", seller_json(shown.of.owner, shown.seller_name)}}}};
    return {{"purchaseOptionId", shown.of.id.text()},
            {"catalog", "AWSMarketplace"},
            {"purchaseOptionType", "OFFER"},
            {"purchaseOptionName", shown.of.name},
            {"sellerOfRecord", seller_json(shown.of.owner, shown.seller_name)},
            {"associatedEntities", {std::move(entity)}},
            {"availableFromTime", epoch(*shown.of.released)},
            {"expirationTime", epoch(*shown.of.available_until)},
            {"badges", badges(shown)}};
}

json::object term_members(const offer_for_buyer& shown, const std::string& type) {
    const market::agreement_terms& terms = shown.terms;
    const auto style = notation::discovery_style(shown.sold);
    if (type == "LegalTerm") return {{"documents", notation::written(terms.documents, style)}};
    if (type == "NetPaymentTerm") return {{"paymentDuePeriod", terms.payment_due->text()}};
    if (type == "ValidityTerm") return notation::written(terms.validity, style);
    if (type == "UsageBasedPricingTerm") return notation::written(*terms.usage, style);
    if (type == "ConfigurableUpfrontPricingTerm") return notation::written(*terms.upfront, style);
    if (type == "FixedUpfrontPricingTerm") return notation::written(*terms.fixed_upfront, style);
    return notation::written(*terms.schedule, style);
}

json::array offer_terms(const offer_for_buyer& shown) {
    json::array made;
    for (const std::string& type : market::term_types(shown.terms)) {
        json::object term{{"id", market::term_id(shown.of.id, type)}, {"type", type}};
        for (auto& each : term_members(shown, type)) term[each.key()] = std::move(each.value());
        std::string member = type;
        member[0] = static_cast<char>(member[0] - 'A' + 'a');
        made.push_back({{member, std::move(term)}});
    }
    return made;
}

result<offer_for_buyer> seen(agreement_service& agreements, const call& from, const actor& who) {
    const offer_id id = TRY(offer_id::parse(get_text(from.input.as_object(), "offerId")));
    return agreements.offer_seen(who.account, id);
}

answer get_offer(agreement_service& agreements, const call& from, const actor& who) {
    const auto shown = seen(agreements, from, who);
    if (!shown) return std::unexpected(discovery_fault(shown.error()));
    return offer_json(*shown);
}

answer get_offer_terms(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    const auto shown = seen(agreements, from, who);
    if (!shown) return std::unexpected(discovery_fault(shown.error()));
    auto made = list_page("offerTerms", offer_terms(*shown),
                          static_cast<std::size_t>(find_integer(in, "maxResults").value_or(25)),
                          text_or_empty(in, "nextToken"));
    if (!made) return std::unexpected(discovery_fault(made.error()));
    return std::move(*made);
}

// Filters combine by AND, their values by OR; one of product and visibility must be asked for.
std::expected<filters, fault> read_filters(const json::object& in) {
    filters made;
    if (const auto* list = find_list(in, "filters"))
        for (const json::value& each : *list)
            for (const json::value& value : get_list(each.as_object(), "filterValues"))
                made[std::string(get_text(each.as_object(), "filterType"))].emplace(
                    value.as_string());
    if (!made.contains("PRODUCT_ID") && !made.contains("VISIBILITY_SCOPE"))
        return std::unexpected(
            discovery_fault(no_because(reason::malformed_value,
                                       "A filter PRODUCT_ID or VISIBILITY_SCOPE is needed.")
                                .error()));
    return made;
}

bool matches(const filters& asked, const offer_for_buyer& shown) {
    const std::map<std::string, std::string> texts{
        {"PRODUCT_ID", shown.sold.id.text()},
        {"SELLER_OF_RECORD_PROFILE_ID", profile_of(shown.of.owner)},
        {"PURCHASE_OPTION_TYPE", "OFFER"},
        {"VISIBILITY_SCOPE", "PRIVATE"},
        {"AVAILABILITY_STATUS", "AVAILABLE"}};
    return std::ranges::all_of(
        asked, [&](const auto& each) { return each.second.contains(texts.at(each.first)); });
}

answer list_purchase_options(agreement_service& agreements, const call& from, const actor& who) {
    const json::object& in = from.input.as_object();
    const auto asked = read_filters(in);
    if (!asked) return std::unexpected(asked.error());
    const auto found = agreements.offers_for(
        who.account, static_cast<std::size_t>(find_integer(in, "maxResults").value_or(100)),
        text_or_empty(in, "nextToken"),
        [&](const offer_for_buyer& shown) { return matches(*asked, shown); });
    if (!found) return std::unexpected(discovery_fault(found.error()));
    json::array options;
    for (const offer_for_buyer& each : found->items) options.push_back(option_json(each));
    json::object made{{"purchaseOptions", std::move(options)}};
    if (!found->next.empty()) made["nextToken"] = found->next;
    return made;
}

} // namespace

shapes discovery_shapes() {
    shapes made("marketplace-discovery");
    const auto token = [] { return may("nextToken", text_matching(1, 8192, "^[a-zA-Z0-9+/=]+$")); };
    made.structure("GetOfferInput", {need("offerId", text(1, 64))});
    made.structure("GetOfferTermsInput",
                   {need("offerId", text(1, 64)), may("maxResults", integer(1, 25)), token()});
    made.structure("ListPurchaseOptionsInput", {may("filters", list("PurchaseOptionFilter", 1, 10)),
                                                may("maxResults", integer(1, 100)), token()});
    made.document("PurchaseOptionFilter",
                  {need("filterType",
                        one_of({"PRODUCT_ID", "SELLER_OF_RECORD_PROFILE_ID", "PURCHASE_OPTION_TYPE",
                                "VISIBILITY_SCOPE", "AVAILABILITY_STATUS"})),
                   need("filterValues", list(text_matching(1, 255, "^[\\w-]+$"), 1, 10))});
    return made;
}

aws_service discovery_calls(agreement_service& agreements) {
    aws_service made{.name = "marketplace-discovery",
                     .signing_name = "aws-marketplace",
                     .protocol = protocol::rest_json_1,
                     .target_prefix = "",
                     .error_namespace = "com.amazonaws.marketplacediscovery",
                     .described = discovery_shapes(),
                     .operations = {},
                     .word = discovery_fault,
                     .invalid = discovery_invalid};
    using market::permission_group;
    const auto add = [&](const std::string& name, const char* path, auto run) {
        made.operations.push_back(
            {.name = name,
             .input_shape = name + "Input",
             .method = "POST",
             .path = std::string("/2026-02-05/") + path,
             .needs =
                 aws_permission(name, {permission_group::offers, permission_group::agreements}),
             .run = [&agreements,
                     run](const call& from) { return run(agreements, from, from.caller); },
             .aws_rate = 5});
    };
    add("GetOffer", "getOffer", get_offer);
    add("GetOfferTerms", "getOfferTerms", get_offer_terms);
    add("ListPurchaseOptions", "listPurchaseOptions", list_purchase_options);
    made.quick = {"GetOffer", "GetOfferTerms"};
    return made;
}

} // namespace cppo::wire
