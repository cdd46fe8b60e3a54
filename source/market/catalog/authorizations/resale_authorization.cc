#include "market/catalog/authorizations/resale_authorization.h"

#include <set>

#include "ground/dated_refusal.h"

namespace cppo::market {

result<void> may_be_used(const resale_authorization& authorization, const authorization_use& use,
                         instant now) {
    const std::string& id = authorization.id.text();
    if (authorization.state == authorization_state::restricted)
        return no(reason::authorization_restricted, id);
    if (authorization.state != authorization_state::active)
        return no(reason::authorization_not_active, id);
    if (authorization.has_expired(now))
        return no_today(reason::authorization_expired, now.day(), id);
    if (use.is_consumed()) return no(reason::authorization_consumed, id);
    return {};
}

result<void> check_schedule(const resale_authorization& authorization, instant now) {
    const auto& schedule = authorization.terms.schedule;
    if (!schedule) return {};
    if (!authorization.offers_max || !authorization.available_until)
        return no(reason::schedule_needs_single_use_and_end);
    const auto& fixed = authorization.terms.fixed_upfront;
    if (fixed && fixed->unit != schedule->unit) return no(reason::currencies_differ);
    if (schedule->instalments.empty())
        return no_because(reason::mandatory_term_missing, "The schedule has no instalments.",
                          "instalments");
    std::set<day> days;
    for (const instalment& each : schedule->instalments) {
        if (!days.insert(each.charge_on).second)
            return no(reason::charge_dates_repeat, each.charge_on.text());
        if (each.charge_on <= now.day())
            return no_today(reason::charge_date_not_future, now.day(), each.charge_on.text());
    }
    if (!(*authorization.available_until < instant::start_of(*days.begin())))
        return no(reason::availability_reaches_first_charge, days.begin()->text());
    if (fixed && fixed->duration && !(*days.rbegin() < fixed->duration->after(now.day())))
        return no_today(reason::charge_after_agreement_end, now.day(), days.rbegin()->text());
    if (!fixed) return no(reason::schedule_without_fixed_price);
    return {};
}

result<void> check_release(const resale_authorization& authorization, const product& of) {
    const authorization_terms& terms = authorization.terms;
    const auto missing = [](const char* term) {
        return no_because(reason::mandatory_term_missing, std::string("A ") + term + " is missing.",
                          term);
    };
    if (authorization.state != authorization_state::draft)
        return no(reason::authorization_already_released, authorization.id.text());
    if (!of.can_be_sold()) return no(reason::product_not_sellable, of.id.text());
    if (terms.buyer_documents.empty()) return missing("BuyerLegalTerm");
    if (!terms.has_prices()) return missing("pricing term");
    if (terms.fixed_upfront.has_value() != terms.schedule.has_value())
        return no(reason::schedule_and_fixed_price_apart);
    return {};
}

} // namespace cppo::market
