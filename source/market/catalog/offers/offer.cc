#include "market/catalog/offers/offer.h"

#include <algorithm>
#include <cassert>

#include "ground/rounding.h"
#include "market/catalog/terms/pricing.h"

namespace cppo::market {

bool offer::targets(const account_id& buyer) const {
    return std::ranges::find(terms.buyers, buyer) != terms.buyers.end();
}

std::optional<usage_term> offer::usage() const {
    if (!terms.basis.usage) return {};
    return marked_up(*terms.basis.usage, markup);
}

std::optional<configurable_upfront_term> offer::upfront() const {
    if (!terms.basis.upfront || is_converted()) return {};
    return marked_up(*terms.basis.upfront, markup);
}

std::optional<fixed_upfront_term> offer::fixed_upfront() const {
    return is_converted() ? terms.fixed_quantities : terms.basis.fixed_upfront;
}

result<payment_schedule_term> offer::schedule() const {
    assert(has_schedule());
    if (terms.custom_schedule) return *terms.custom_schedule;
    payment_schedule_term derived = *terms.basis.schedule;
    if (markup.is_zero()) return derived;
    for (instalment& each : derived.instalments) {
        each.amount = TRY(marked_up(each.amount, markup));
        each.written = each.amount.short_text();
    }
    return derived;
}

result<money> offer::wholesale_total() const {
    assert(is_converted());
    const configurable_upfront_term& prices = *terms.basis.upfront;
    const upfront_card& card = *prices.find_card(*terms.fixed_quantities->duration);
    std::vector<exact_amount> parts;
    for (const grant& each : terms.fixed_quantities->grants) {
        const rate& of = *std::ranges::find(card.rates, each.dimension, &rate::dimension);
        parts.emplace_back(each.quantity_max, of.each);
    }
    return sum_of(TRY(rounded_once(parts, prices.unit)), prices.unit);
}

result<std::vector<money>> offer::wholesale_instalments() const {
    assert(has_schedule());
    std::vector<money> made;
    if (!is_converted()) {
        for (const instalment& each : terms.basis.schedule->instalments)
            made.push_back(each.amount);
        return made;
    }
    const money whole = TRY(wholesale_total());
    const money paid = terms.custom_schedule->total();
    money sum = money::zero(whole.unit());
    money settled = sum;
    for (const instalment& each : terms.custom_schedule->instalments) {
        sum = sum + each.amount;
        const money until = proportion_of(whole, sum, paid);
        made.push_back(until - settled);
        settled = until;
    }
    return made;
}

validity_term offer::validity() const {
    if (terms.validity) return *terms.validity;
    validity_term authorized;
    if (const auto fixed = fixed_upfront()) authorized.duration = fixed->duration;
    return authorized;
}

std::vector<legal_document> offer::documents() const {
    std::vector<legal_document> made = terms.basis.buyer_documents;
    for (const legal_document& each : terms.documents) {
        const auto same = [&](const legal_document& other) {
            return other.type == each.type && other.url == each.url;
        };
        if (std::ranges::none_of(made, same)) made.push_back(each);
    }
    return made;
}

std::optional<period> offer::payment_due() const {
    return terms.payment_due ? terms.payment_due : terms.basis.payment_due;
}

offer own_draft(const product& sold, offer_id id, instant now) {
    return offer{
        .owner = sold.owner,
        .id = std::move(id),
        .revision = 0,
        .state = offer_state::draft,
        .product = sold.id,
        .manufacturer = sold.owner,
        .authorization = {},
        .name = {},
        .description = {},
        .markup = {},
        .available_until = {},
        .terms = {},
        .created = now,
        .modified = now,
        .released = {},
        .replaces = {},
        .audience = offer_audience::everybody,
    };
}

offer drafted(const resale_authorization& from, offer_id id, instant now) {
    return offer{
        .owner = from.reseller,
        .id = std::move(id),
        .revision = 0,
        .state = offer_state::draft,
        .product = from.product,
        .manufacturer = from.owner,
        .authorization = from.id,
        .name = {},
        .description = {},
        .markup = {},
        .available_until = {},
        .terms = {.basis = from.terms, .buyers = from.terms.buyers},
        .created = now,
        .modified = now,
        .released = {},
    };
}

} // namespace cppo::market
