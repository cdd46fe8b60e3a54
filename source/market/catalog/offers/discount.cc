#include "market/catalog/offers/discount.h"

namespace cppo::market {
namespace {

void take_off(std::vector<rate>& rates, const markup& discount, int decimals) {
    for (rate& each : rates) {
        each.each = cppo::discounted(each.each, discount, decimals);
        each.written = each.each.text();
    }
}

} // namespace

result<resale_authorization> discounted(resale_authorization draft, const offer* listed,
                                        const markup& discount, instant now) {
    if (draft.state != authorization_state::draft)
        return no(reason::authorization_already_released, draft.id.text());
    if (draft.terms.schedule || draft.terms.fixed_upfront)
        return no(reason::terms_exclude_each_other);
    if (100 * markup::scale < discount.units())
        return no_because(reason::malformed_value, "A discount is at most 100 per cent.");
    if (!listed || (!listed->terms.basis.usage && !listed->terms.basis.upfront))
        return no(reason::list_price_missing, draft.product.text());
    authorization_terms& terms = draft.terms;
    terms.model = listed->terms.basis.model;
    terms.usage = listed->terms.basis.usage;
    terms.upfront = listed->terms.basis.upfront;
    if (terms.usage) take_off(terms.usage->rates, discount, usage_price_decimals);
    if (terms.upfront)
        for (upfront_card& each : terms.upfront->cards)
            take_off(each.rates, discount, upfront_price_decimals);
    terms.discount = discount.text();
    draft.modified = now;
    return draft;
}

} // namespace cppo::market
