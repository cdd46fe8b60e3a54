#include "market/catalog/offers/draft.h"

namespace cppo::market {
namespace {

std::optional<instant> unless_passed(std::optional<instant> at, instant now) {
    return at && *at < now ? std::nullopt : at;
}

} // namespace

result<resale_authorization> draft_like(const resale_authorization& of, const product& sold,
                                        authorization_id id, instant now) {
    CHECK_OK(check_sold(sold));
    resale_authorization made = of;
    made.id = std::move(id);
    made.revision = 0;
    made.state = authorization_state::draft;
    made.available_until = unless_passed(of.available_until, now);
    made.created = made.modified = now;
    return made;
}

result<offer> draft_like(const offer& of, const resale_authorization& from,
                         const authorization_use& use, const product& sold, offer_id id,
                         bool cancels, instant now) {
    if (of.replaces)
        return no_because(reason::targeting_of_replacement,
                          "A replacement offer belongs to its agreement and is not copied.",
                          of.id.text());
    CHECK_OK(check_sold(sold));
    CHECK_OK(may_be_used(from, use, now));
    offer made = drafted(from, std::move(id), now);
    made.name = of.name;
    made.description = of.description;
    made.markup = of.markup;
    made.available_until = unless_passed(of.available_until, now);
    const authorization_terms basis = made.terms.basis;
    made.terms = of.terms;
    made.terms.basis = basis;
    made.terms.cancels = cancels ? std::optional(of.id) : std::nullopt;
    const auto& validity = of.terms.validity;
    const bool passed = validity && ((validity->starts_on && *validity->starts_on <= now.day()) ||
                                     (validity->ends_on && *validity->ends_on <= now.day()));
    if (passed) made.terms.validity = {};
    return made;
}

} // namespace cppo::market
