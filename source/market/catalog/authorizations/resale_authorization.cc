#include "market/catalog/authorizations/resale_authorization.h"

#include <set>

#include "ground/dated_refusal.h"

namespace cppo::market {

std::string_view label_of(const resale_authorization& of, const authorization_use& use,
                          instant now) {
    if (of.state == authorization_state::restricted) return "Deactivated";
    if (of.state == authorization_state::draft) return "Draft";
    if (of.has_expired(now)) return "Expired";
    if (use.is_consumed()) return "Authorized (consumed)";
    return use.released > 0 ? "Authorized (reusable)" : "Authorized";
}

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

refusals check_schedule(const resale_authorization& authorization, instant now) {
    const auto& schedule = authorization.terms.schedule;
    if (!schedule) return {};
    const auto& fixed = authorization.terms.fixed_upfront;
    refusals found;
    if (!authorization.offers_max || !authorization.available_until)
        found.add(no(reason::schedule_needs_single_use_and_end));
    if (fixed && fixed->unit != schedule->unit)
        found.add(no(reason::currencies_differ, std::string(code_of(schedule->unit))));
    if (schedule->instalments.empty())
        return no_because(reason::mandatory_term_missing, "The schedule has no instalments.",
                          "instalments");
    std::set<day> days;
    for (const instalment& each : schedule->instalments) {
        if (!days.insert(each.charge_on).second)
            found.add(no(reason::charge_dates_repeat, each.charge_on.text()));
        if (each.charge_on <= now.day())
            found.add(no_today(reason::charge_date_not_future, now.day(), each.charge_on.text()));
    }
    if (!found) return found;
    if (!(*authorization.available_until < instant::start_of(*days.begin())))
        return no(reason::availability_reaches_first_charge, days.begin()->text());
    if (fixed && fixed->duration && !(*days.rbegin() < fixed->duration->after(now.day())))
        return no_today(reason::charge_after_agreement_end, now.day(), days.rbegin()->text());
    if (!fixed) return no(reason::schedule_without_fixed_price);
    return {};
}

refusals check_release(const resale_authorization& authorization, const product& of) {
    const authorization_terms& terms = authorization.terms;
    const auto missing = [](const char* term) {
        return no_because(reason::mandatory_term_missing, std::string("A ") + term + " is missing.",
                          term);
    };
    if (authorization.state != authorization_state::draft)
        return no(reason::authorization_already_released, authorization.id.text());
    refusals found;
    if (!of.can_be_sold()) found.add(no(reason::product_not_sellable, of.id.text()));
    if (terms.buyer_documents.empty()) found.add(missing("BuyerLegalTerm"));
    if (!terms.has_prices())
        found.add(missing("pricing term"));
    else if (terms.fixed_upfront.has_value() != terms.schedule.has_value())
        found.add(no(reason::schedule_and_fixed_price_apart));
    return found;
}

} // namespace cppo::market
