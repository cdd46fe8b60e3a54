#include <boost/json/array.hpp>

#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/settlement_json.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::deal_agreement;
using service::deal_authorization;
using service::deal_money;
using service::deal_offer;
using service::deal_usage;
using service::deal_view;

json::object authorization_json(const deal_authorization& of) {
    json::object made{{"resaleAuthorizationId", of.id.text()},
                      {"name", of.name},
                      {"status", of.label},
                      {"manufacturerAccountId", of.manufacturer.text()},
                      {"resellerAccountId", of.reseller.text()}};
    if (of.available_until) made["availableUntil"] = of.available_until->text();
    return made;
}

json::object offer_json(const deal_offer& of) {
    json::object made{{"offerId", of.id.text()}};
    if (of.name) made["name"] = *of.name;
    made["type"] = "CPPO";
    made["productId"] = of.product.text();
    made["productTitle"] = of.product_title;
    made["sellerOfRecordAccountId"] = of.seller_of_record.text();
    made["state"] = cppo::name_of(of.state);
    if (of.available_until) made["availableUntil"] = of.available_until->text();
    if (of.by) made["markupPercentage"] = of.by->text();
    if (of.buyers) {
        json::array buyers;
        for (const account_id& each : *of.buyers) buyers.emplace_back(each.text());
        made["buyerAccountIds"] = std::move(buyers);
    }
    return made;
}

json::object agreement_json(const deal_agreement& of) {
    json::object made{{"agreementId", of.id.text()},
                      {"status", cppo::name_of(of.status)},
                      {"proposerAccountId", of.proposer.text()},
                      {"acceptedAt", of.accepted.text()},
                      {"startsAt", of.starts.text()}};
    if (of.ends) made["endsAt"] = of.ends->text();
    if (of.acceptor) made["acceptorAccountId"] = of.acceptor->text();
    if (of.value) made["value"] = of.value->text();
    return made;
}

json::array entitlements_json(const std::vector<market::entitlement>& all) {
    json::array made;
    for (const market::entitlement& each : all) {
        json::array grants;
        for (const market::grant& one : each.grants)
            grants.push_back({{"dimension", one.dimension}, {"quantity", one.quantity_max}});
        made.push_back({{"licenceId", each.id},
                        {"type", "CPPO"},
                        {"status", cppo::name_of(each.status)},
                        {"grants", std::move(grants)}});
    }
    return made;
}

// What was used, month by month; priced where the month is closed, in the invoices.
json::array usage_json(const std::vector<deal_usage>& used) {
    json::array made;
    for (const deal_usage& each : used)
        made.push_back({{"month", day(each.during / 1).text().substr(0, 7)},
                        {"dimension", each.dimension},
                        {"quantity", each.quantity}});
    return made;
}

template <class Item, class Encode>
json::array all_of(const std::vector<Item>& items, const Encode& encode) {
    json::array made;
    for (const Item& each : items) made.push_back(encode(each));
    return made;
}

json::object money_json(const deal_money& of) {
    json::object made{{"currency", code_of(of.unit)}};
    if (of.wholesale) made["wholesaleAmount"] = of.wholesale->text();
    if (of.price) made["buyerAmount"] = of.price->text();
    if (of.margin) made["marginAmount"] = of.margin->text();
    if (of.invoices) made["invoices"] = all_of(*of.invoices, invoice_json);
    if (of.statements) made["statements"] = all_of(*of.statements, statement_json);
    return made;
}

json::object deal_json(const deal_view& of) {
    json::object made{{"dealId", of.id}};
    if (of.authorization) made["resaleAuthorization"] = authorization_json(*of.authorization);
    made["offer"] = offer_json(of.of);
    if (of.agreed) made["agreement"] = agreement_json(*of.agreed);
    made["entitlements"] = entitlements_json(of.entitlements);
    if (of.used) made["usage"] = usage_json(*of.used);
    made["money"] = money_json(of.money);
    return made;
}

result<answer> list_deals(service::deal_service& deals, const call& from) {
    const auto of = TRY(accounts_asked(from));
    return list_answer(TRY(deals.list(from.who, of, TRY(page_in(from)))), deal_json);
}

result<answer> describe_deal(service::deal_service& deals, const call& from) {
    return answer{deal_json(TRY(deals.describe(from.who, text_in(from.input, "dealId"))))};
}

} // namespace

std::vector<route> deal_routes(service::deal_service& deals) {
    // clang-format off
    return {
        {"ListDeals", "GET", "/console/v1/deals", audience::everybody, effect::reads,
         permission_group::agreements, duty::support, "DealList",
         "DealPage", 200, {reason::account_not_found},
         "The deals of an account, each as its side sees it; all of them for the operator",
         [&deals](const call& from) { return list_deals(deals, from); }},
        {"GetDeal", "GET", "/console/v1/deals/{dealId}", audience::everybody, effect::reads,
         permission_group::agreements, duty::support,
         "DealNamed", "Deal", 200, {reason::deal_not_found}, "A deal by its agreement or offer",
         [&deals](const call& from) { return describe_deal(deals, from); }},
    };
    // clang-format on
}

} // namespace cppo::console
