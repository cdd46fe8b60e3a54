#include <algorithm>

#include "market/catalog_changes.h"

namespace cppo::market {
namespace {

// The drafted offer, or why it is too late for this kind of change.
result<offer*> draft_of(catalog& on, const change& what, reason too_late) {
    offer& of = on.offers.at(what.entity);
    if (of.state != offer_state::draft) return no(too_late, of.id.text());
    return &of;
}

result<void> check_source(const catalog& on, const std::string& authorization) {
    return may_be_used(on.authorizations.at(authorization), on.uses.at(authorization), on.now);
}

} // namespace

result<void> apply(catalog& on, const change& what, const create_offer& ask) {
    const std::string& source = ask.authorization.text();
    const auto found = on.authorizations.find(source);
    if (found == on.authorizations.end() || found->second.reseller != on.by ||
        found->second.state == authorization_state::draft)
        return no(reason::authorization_not_found, source);
    CHECK_OK(check_source(on, source));
    offer made = drafted(found->second, offer_id::minted(what.entity), on.now);
    made.name = ask.name.value_or("");
    made.description = ask.description.value_or("");
    on.offers.emplace(what.entity, std::move(made));
    return {};
}

result<void> apply(catalog& on, const change& what, const update_offer_information& ask) {
    const auto inform = [&](auto& of) {
        if (ask.name) of.name = *ask.name;
        if (ask.description) of.description = *ask.description;
    };
    const auto open = on.public_offers.find(what.entity);
    if (open != on.public_offers.end())
        inform(open->second);
    else
        inform(on.offers.at(what.entity));
    return {};
}

result<void> apply(catalog& on, const change& what, const update_markup& ask) {
    offer& of = *TRY(draft_of(on, what, reason::markup_after_release));
    of.by = ask.by;
    if (of.has_schedule()) CHECK_OK(of.schedule());
    return {};
}

result<void> apply(catalog& on, const change& what, const update_targeting& ask) {
    offer& of = *TRY(draft_of(on, what, reason::targeting_after_release));
    of.terms.buyers = ask.buyers;
    of.terms.countries = ask.countries;
    of.terms.excluded_countries = ask.excluded_countries;
    return {};
}

// A past day cancels a released offer; a draft needs a future one (R-OFR-06, R-OFR-07).
result<void> apply(catalog& on, const change& what, const update_offer_availability& ask) {
    offer& of = on.offers.at(what.entity);
    const instant until = instant::end_of(ask.end);
    if (of.state == offer_state::draft && until < on.now)
        return no(reason::availability_not_future, ask.end.text());
    of.available_until = until;
    return {};
}

result<void> apply(catalog& on, const change& what, const update_offer_validity& ask) {
    offer& of = *TRY(draft_of(on, what, reason::terms_after_release));
    of.terms.validity = ask.validity;
    return {};
}

result<void> apply(catalog& on, const change& what, const update_offer_schedule& ask) {
    offer& of = *TRY(draft_of(on, what, reason::terms_after_release));
    of.terms.custom_schedule = ask.schedule;
    const auto& wholesale = of.terms.wholesale.schedule;
    if (!ask.schedule || ask.names_currency || !wholesale) return {};
    of.terms.custom_schedule->unit = wholesale->unit;
    for (instalment& each : of.terms.custom_schedule->instalments)
        each.amount = TRY(money::parse(each.written, wholesale->unit));
    return {};
}

// The first release consumes a single-use authorization (DESIGN: drafts do not).
result<void> apply(catalog& on, const change& what, const release_offer&) {
    const auto open = on.public_offers.find(what.entity);
    if (open != on.public_offers.end()) return release_public(on, open->second);
    offer& of = on.offers.at(what.entity);
    CHECK_OK(check_release(of, on.now));
    const auto registration = on.sellers.find(on.by);
    if (registration == on.sellers.end() || !registration->second.is_paid_seller())
        return no(reason::seller_not_registered, on.by.text());
    CHECK_OK(check_source(on, of.authorization.text()));
    of.state = offer_state::released;
    of.released = on.now;
    ++on.uses.at(of.authorization.text()).released;
    return {};
}

result<void> check_final(const catalog& on, const offer& of) {
    for (const account_id& buyer : of.terms.buyers)
        if (!on.accounts.contains(buyer)) return no(reason::buyer_account_unknown, buyer.text());
    if (of.state == offer_state::draft) {
        CHECK_OK(check_targeting(of));
        CHECK_OK(check_custom_schedule(of));
        CHECK_OK(check_validity(of, on.now));
    }
    // A day in the past cancels the offer, so its place in the schedule no longer matters.
    if (!of.available_until || of.has_expired(on.now)) return {};
    return check_dates(of, on.now);
}

} // namespace cppo::market
