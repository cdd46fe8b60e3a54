#include "market/offer.h"

#include <algorithm>
#include <cassert>

#include "market/pricing.h"

namespace cppo::market {

bool offer::targets(const account_id& buyer) const {
    return std::ranges::find(terms.buyers, buyer) != terms.buyers.end();
}

std::optional<usage_term> offer::usage() const {
    if (!terms.wholesale.usage) return {};
    return marked_up(*terms.wholesale.usage, by);
}

std::optional<configurable_upfront_term> offer::upfront() const {
    if (!terms.wholesale.upfront) return {};
    return marked_up(*terms.wholesale.upfront, by);
}

result<payment_schedule_term> offer::schedule() const {
    assert(has_schedule());
    if (terms.custom_schedule) return *terms.custom_schedule;
    payment_schedule_term derived = *terms.wholesale.schedule;
    if (by.is_zero()) return derived;
    for (instalment& each : derived.instalments) {
        each.amount = TRY(marked_up(each.amount, by));
        each.written = each.amount.short_text();
    }
    return derived;
}

validity_term offer::validity() const {
    if (terms.validity) return *terms.validity;
    validity_term authorized;
    if (terms.wholesale.fixed_upfront)
        authorized.duration = terms.wholesale.fixed_upfront->duration;
    return authorized;
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
        .by = {},
        .available_until = {},
        .terms = {.wholesale = from.terms, .buyers = from.terms.buyers},
        .created = now,
        .modified = now,
        .released = {},
    };
}

result<void> check_custom_schedule(const offer& of) {
    const auto& custom = of.terms.custom_schedule;
    if (!custom) return {};
    if (!of.by.is_zero()) return no(reason::markup_with_custom_schedule);
    const auto& wholesale = of.terms.wholesale.schedule;
    if (!wholesale) return no(reason::schedule_not_authorized);
    if (custom->unit != wholesale->unit) return no(reason::currency_not_authorized);
    const auto same_day = [](const instalment& a, const instalment& b) {
        return a.charge_on == b.charge_on;
    };
    if (!std::ranges::equal(custom->instalments, wholesale->instalments, same_day))
        return no(reason::charge_dates_not_authorized);
    for (std::size_t at = 0; at < custom->instalments.size(); ++at)
        if (custom->instalments[at].amount < wholesale->instalments[at].amount)
            return no(reason::amount_below_wholesale, custom->instalments[at].charge_on.text());
    return {};
}

result<void> check_targeting(const offer& of) {
    const auto& allowed = of.terms.wholesale.buyers;
    if (allowed.empty()) return {};
    for (const account_id& buyer : of.terms.buyers)
        if (std::ranges::find(allowed, buyer) == allowed.end())
            return no(reason::buyer_not_authorized, buyer.text());
    return {};
}

result<void> check_validity(const offer& of, instant now) {
    const auto& validity = of.terms.validity;
    if (!validity) return {};
    const authorization_terms& authorized = of.terms.wholesale;
    // Usage has no term of its own, so its duration or end is free (R-DUR-03, R-DUR-09).
    const bool is_usage_only = !authorized.fixed_upfront && !authorized.upfront;
    if (validity->duration && validity->ends_on) return no(reason::duration_and_end);
    if (validity->starts_on || (validity->ends_on && !is_usage_only))
        return no(reason::future_start_not_for_product);
    if (!validity->duration && !validity->ends_on)
        return no(reason::duration_not_authorized, of.id.text());
    if (is_usage_only) return {};
    const day end = validity->duration->after(now.day());
    const auto matches = [&](const period& each) { return each.after(now.day()) == end; };
    const bool by_card =
        authorized.upfront &&
        std::ranges::any_of(authorized.upfront->cards, matches, &upfront_card::duration);
    const bool by_fixed =
        authorized.fixed_upfront &&
        (!authorized.fixed_upfront->duration || matches(*authorized.fixed_upfront->duration));
    if (!by_card && !by_fixed) return no(reason::duration_not_authorized, of.id.text());
    return {};
}

result<void> check_dates(const offer& of, instant now) {
    const validity_term validity = of.validity();
    std::vector<instalment> rows;
    if (of.has_schedule()) rows = TRY(of.schedule()).instalments;
    std::optional<day> end = validity.ends_on;
    if (validity.duration) end = validity.duration->after(now.day());
    if (end && of.available_until && !(of.available_until->day() < *end))
        return no(reason::availability_reaches_agreement_end);
    if (end && !rows.empty() && !(rows.back().charge_on < *end))
        return no(reason::charge_after_agreement_end, rows.back().charge_on.text());
    if (!of.available_until) return {};
    const auto backdated = std::ranges::count_if(
        rows, [&](const instalment& each) { return each.charge_on <= of.available_until->day(); });
    if (backdated > 1) return no(reason::too_many_backdated_charges);
    return {};
}

result<void> check_release(const offer& of, instant now) {
    if (of.state != offer_state::draft) return no(reason::offer_already_released, of.id.text());
    if (of.name.empty()) return no(reason::offer_name_missing);
    if (of.description.empty()) return no(reason::offer_description_missing);
    if (of.terms.buyers.empty()) return no(reason::offer_buyers_missing);
    if (!of.available_until) return no(reason::offer_availability_missing);
    if (of.has_expired(now)) return no(reason::availability_not_future);
    CHECK_OK(check_targeting(of));
    CHECK_OK(check_custom_schedule(of));
    CHECK_OK(check_validity(of, now));
    return check_dates(of, now);
}

} // namespace cppo::market
