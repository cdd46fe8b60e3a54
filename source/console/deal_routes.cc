#include "console/http/reading.h"
#include "console/http/routes.h"
#include "console/settlement_json.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using namespace market;
using service::deal;
using service::deal_side;

bool sees_buyer_price(const deal& of) {
    return of.side != deal_side::manufacturer;
}

// An ISV does not learn who buys under an authorization that many may use (R-VIS-02).
bool sees_buyer(const deal& of) {
    if (of.side != deal_side::manufacturer) return true;
    return of.agreed ? of.agreed->manufacturer_knows_buyer
                     : of.authorization && of.authorization->is_single_use();
}

json::object authorization_json(const resale_authorization& of) {
    json::object made{{"resaleAuthorizationId", of.id.text()},
                      {"name", of.name},
                      {"status", cppo::name_of(of.state)},
                      {"manufacturerAccountId", of.owner.text()},
                      {"resellerAccountId", of.reseller.text()}};
    if (of.available_until) made["availableUntil"] = of.available_until->text();
    return made;
}

json::object offer_json(const deal& shown) {
    const offer& of = shown.of;
    json::object made{{"offerId", of.id.text()},
                      {"name", of.name},
                      {"type", "CPPO"},
                      {"productId", of.product.text()},
                      {"productTitle", shown.sold.title},
                      {"sellerOfRecordAccountId", of.owner.text()},
                      {"state", cppo::name_of(of.state)}};
    if (of.available_until) made["availableUntil"] = of.available_until->text();
    if (shown.side == deal_side::partner || shown.side == deal_side::operator_)
        made["markupPercentage"] = of.markup.text();
    if (sees_buyer(shown) && shown.side != deal_side::buyer) {
        json::array buyers;
        for (const account_id& each : of.terms.buyers) buyers.emplace_back(each.text());
        made["buyerAccountIds"] = std::move(buyers);
    }
    return made;
}

json::object agreement_json(const deal& shown) {
    const agreement& of = *shown.agreed;
    json::object made{{"agreementId", of.id.text()},
                      {"status", cppo::name_of(of.status)},
                      {"proposerAccountId", of.proposer.text()},
                      {"acceptedAt", of.accepted.text()},
                      {"startsAt", of.starts.text()}};
    if (of.ends) made["endsAt"] = of.ends->text();
    if (sees_buyer(shown)) made["acceptorAccountId"] = of.owner.text();
    if (sees_buyer_price(shown)) made["value"] = of.value.text();
    return made;
}

json::array entitlements_json(const deal& shown) {
    json::array made;
    for (const entitlement& each : shown.entitlements) {
        json::array grants;
        for (const grant& one : each.grants)
            grants.push_back({{"dimension", one.dimension}, {"quantity", one.quantity_max}});
        made.push_back({{"licenceId", each.id},
                        {"type", "CPPO"},
                        {"status", cppo::name_of(each.status)},
                        {"grants", std::move(grants)}});
    }
    return made;
}

// What was used, month by month; priced where the month is closed, in the invoices.
json::array usage_json(const deal& shown) {
    json::array made;
    for (const auto& [month, quantities] : shown.used)
        for (std::size_t at = 0; at < quantities.size(); ++at)
            if (quantities[at] > 0)
                made.push_back({{"month", day(month / 1).text().substr(0, 7)},
                                {"dimension", shown.agreed->terms.usage->rates[at].dimension},
                                {"quantity", quantities[at]}});
    return made;
}

currency currency_of(const offer& of) {
    const authorization_terms& terms = of.terms.basis;
    if (terms.schedule) return terms.schedule->unit;
    return terms.upfront ? terms.upfront->unit : terms.usage->unit;
}

// What the deal commits the buyer to, and its wholesale part: the instalments, or what was chosen.
std::pair<money, money> committed(const deal& shown) {
    if (shown.of.has_schedule()) {
        money wholesale = money::zero(currency_of(shown.of));
        for (const money each : shown.of.wholesale_instalments().value())
            wholesale = wholesale + each;
        return {shown.of.schedule().value().total(), wholesale};
    }
    std::pair sums{money::zero(currency_of(shown.of)), money::zero(currency_of(shown.of))};
    for (const charge& each : shown.charges) {
        if (each.kind == charge_type::usage) continue;
        sums.first = sums.first + each.amount;
        sums.second = sums.second + each.wholesale;
    }
    return sums;
}

// What the deal is worth to this side, and its own lines.
json::object money_json(const deal& shown) {
    const auto [price, cost] = committed(shown);
    json::object made{{"currency", code_of(cost.unit())}};
    if (shown.side != deal_side::buyer) made["wholesaleAmount"] = cost.text();
    if (sees_buyer_price(shown)) made["buyerAmount"] = price.text();
    if (shown.side == deal_side::partner || shown.side == deal_side::operator_)
        made["marginAmount"] = (price - cost).text();
    json::array invoices;
    for (const invoice& each : shown.invoices) invoices.push_back(invoice_json(each));
    if (sees_buyer_price(shown)) made["invoices"] = std::move(invoices);
    json::array statements;
    for (const statement_line& each : shown.statements) statements.push_back(statement_json(each));
    if (shown.side != deal_side::buyer) made["statements"] = std::move(statements);
    return made;
}

json::object deal_json(const deal& shown) {
    json::object made{{"dealId", shown.agreed ? shown.agreed->id.text() : shown.of.id.text()}};
    if (shown.authorization) made["resaleAuthorization"] = authorization_json(*shown.authorization);
    made["offer"] = offer_json(shown);
    if (shown.agreed) made["agreement"] = agreement_json(shown);
    made["entitlements"] = entitlements_json(shown);
    if (shown.agreed && shown.agreed->terms.usage) made["usage"] = usage_json(shown);
    made["money"] = money_json(shown);
    return made;
}

result<answer> list_deals(service::deal_service& deals, const call& from) {
    const auto found = TRY(deals.list(from.who, TRY(account_asked(from)), cut_in(from.input)));
    json::array items;
    for (const deal& each : found.items) items.push_back(deal_json(each));
    return list_answer(std::move(items), found.next);
}

result<answer> describe_deal(service::deal_service& deals, const call& from) {
    return answer{deal_json(TRY(deals.describe(from.who, text_in(from.input, "dealId")))), ""};
}

} // namespace

std::vector<route> deal_routes(service::deal_service& deals) {
    return {
        {"GET", "/console/v1/deals", "DealList", audience::everybody, false,
         "The deals of an account, each as its side sees it",
         [&deals](const call& from) { return list_deals(deals, from); }},
        {"GET", "/console/v1/deals/{dealId}", "DealNamed", audience::everybody, false,
         "A deal by its agreement or offer",
         [&deals](const call& from) { return describe_deal(deals, from); }},
    };
}

} // namespace cppo::console
