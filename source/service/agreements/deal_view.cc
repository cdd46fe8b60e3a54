#include "service/agreements/deal_view.h"

#include <utility>

namespace cppo::service {
namespace {

using namespace market;

bool sees_buyer_price(deal_side side) {
    return side != deal_side::manufacturer;
}

bool sees_wholesale(deal_side side) {
    return side != deal_side::buyer;
}

bool sees_margin(deal_side side) {
    return side == deal_side::partner || side == deal_side::operator_;
}

// An ISV does not learn who buys under an authorization that many may use, unless the operator
// wants it to (R-VIS-02, R-VIS-04).
bool sees_buyer(const deal_facts& whole, deal_side side) {
    if (side != deal_side::manufacturer) return true;
    if (whole.agreed) return whole.agreed->manufacturer_knows_buyer;
    return whole.visibility == isv_buyer_visibility::open ||
           (whole.authorization && whole.authorization->is_single_use());
}

deal_authorization authorization_of(const deal_facts& whole) {
    const resale_authorization& of = *whole.authorization;
    return {of.id, of.name, whole.authorization_label, of.owner, of.reseller, of.available_until};
}

deal_offer offer_of(const deal_facts& whole, deal_side side) {
    const offer& of = whole.of;
    deal_offer made{of.id, {}, of.product, whole.sold.title, of.owner, of.state, of.available_until,
                    {},    {}};
    if (sees_buyer(whole, side)) made.name = of.name;
    if (sees_margin(side)) made.by = of.markup;
    if (sees_buyer(whole, side) && side != deal_side::buyer) made.buyers = of.terms.buyers;
    return made;
}

deal_agreement agreement_of(const deal_facts& whole, deal_side side) {
    const agreement& of = *whole.agreed;
    deal_agreement made{of.id, of.status, of.proposer, of.accepted, of.starts, of.ends, {}, {}};
    if (sees_buyer(whole, side)) made.acceptor = of.owner;
    if (sees_buyer_price(side)) made.value = of.value;
    return made;
}

std::vector<deal_usage> usage_of(const deal_facts& whole) {
    std::vector<deal_usage> made;
    for (const auto& [during, quantities] : whole.used)
        for (std::size_t at = 0; at < quantities.size(); ++at)
            if (quantities[at] > 0)
                made.push_back(
                    {during, whole.agreed->terms.usage->rates[at].dimension, quantities[at]});
    return made;
}

currency currency_of(const offer& of) {
    const authorization_terms& terms = of.terms.basis;
    if (terms.schedule) return terms.schedule->unit;
    return terms.upfront ? terms.upfront->unit : terms.usage->unit;
}

// What the deal commits the buyer to, and its wholesale part: the instalments, or what was chosen.
std::pair<money, money> committed(const deal_facts& whole) {
    if (whole.of.has_schedule()) {
        money wholesale = money::zero(currency_of(whole.of));
        for (const money each : whole.of.wholesale_instalments().value())
            wholesale = wholesale + each;
        return {whole.of.schedule().value().total(), wholesale};
    }
    std::pair sums{money::zero(currency_of(whole.of)), money::zero(currency_of(whole.of))};
    for (const charge& each : whole.charges) {
        if (each.kind == charge_type::usage) continue;
        sums.first = sums.first + each.amount;
        sums.second = sums.second + each.wholesale;
    }
    return sums;
}

deal_money money_of(const deal_facts& whole, deal_side side) {
    const auto [price, wholesale] = committed(whole);
    deal_money made{wholesale.unit(), {}, {}, {}, {}, {}};
    if (sees_wholesale(side)) {
        made.wholesale = wholesale;
        made.statements = whole.statements;
    }
    if (sees_buyer_price(side)) {
        made.price = price;
        made.invoices = whole.invoices;
    }
    if (sees_margin(side)) made.margin = price - wholesale;
    return made;
}

} // namespace

deal_view view_of(const deal_facts& whole, deal_side side) {
    deal_view made{whole.agreed ? whole.agreed->id.text() : whole.of.id.text(),
                   {},
                   offer_of(whole, side),
                   {},
                   whole.entitlements,
                   {},
                   money_of(whole, side)};
    // A buyer knows of no authorization.
    if (whole.authorization && side != deal_side::buyer)
        made.authorization = authorization_of(whole);
    if (whole.agreed) made.agreed = agreement_of(whole, side);
    if (whole.agreed && whole.agreed->terms.usage) made.used = usage_of(whole);
    return made;
}

} // namespace cppo::service
