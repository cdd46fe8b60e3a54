#include "market/catalog/offers/offer_changes.h"

#include <algorithm>
#include <array>

#include "ground/dated_refusal.h"
#include "market/catalog/change_sets/change.h"
#include "market/catalog/change_sets/seller_gate.h"
#include "market/catalog/change_sets/working_copies.h"
#include "market/catalog/terms/pricing.h"
#include "market/papers/document.h"

namespace cppo::market {
namespace {

// The drafted offer, or why it is too late for this kind of change.
result<offer*> draft_of(working_copies& on, const change& what, reason too_late) {
    offer& of = on.offers.at(what.entity);
    if (of.state != offer_state::draft) return no(too_late, of.id.text());
    return &of;
}

result<void> check_source(const working_copies& on, const std::string& authorization) {
    return may_be_used(on.authorizations.at(authorization), on.uses.at(authorization), on.now);
}

result<const resale_authorization*> shared_with(const working_copies& on,
                                                const authorization_id& id) {
    const auto found = on.authorizations.find(id.text());
    if (found == on.authorizations.end() || found->second.reseller != on.by ||
        found->second.state == authorization_state::draft)
        return no(reason::authorization_not_found, id.text());
    return &found->second;
}

// A usable authorization that is shared with the partner.
result<const resale_authorization*> source_of(const working_copies& on,
                                              const authorization_id& id) {
    const auto* found = TRY(shared_with(on, id));
    CHECK_OK(check_source(on, id.text()));
    return found;
}

std::set<currency> currencies_of(const offer& of) {
    std::set<currency> made;
    const authorization_terms& terms = of.terms.basis;
    if (terms.schedule) made.insert(terms.schedule->unit);
    if (terms.usage) made.insert(terms.usage->unit);
    if (terms.upfront) made.insert(terms.upfront->unit);
    return made;
}

// The offer that a clone takes the place of can be accepted no longer.
void cancel_original(working_copies& on, const offer& by) {
    if (!by.terms.cancels) return;
    const auto found = on.offers.find(by.terms.cancels->text());
    if (found == on.offers.end() || found->second.state != offer_state::released) return;
    if (found->second.has_expired(on.now)) return;
    found->second.available_until = on.now.plus_ms(-1);
    on.touched.insert(found->first);
}

result<void> check_replaced(const working_copies& on, const offer& of) {
    if (!of.replaces) return {};
    const auto found = on.agreements.find(of.replaces->text());
    if (found == on.agreements.end() || found->second.status != agreement_status::active)
        return no(reason::agreement_not_active, of.replaces->text());
    return {};
}

refusals check_buyers(const working_copies& on, const offer& of) {
    refusals found;
    for (const account_id& buyer : of.terms.buyers)
        if (!on.accounts.contains(buyer))
            found.add(no(reason::buyer_account_unknown, buyer.text()));
        else if (of.is_sold_by(buyer))
            found.add(no(reason::buyer_is_seller, buyer.text()));
    for (const refusal& each : check_targeting(of)) // one fault a buyer
        if (std::ranges::find(found, each.subject, &refusal::subject) == found.end())
            found.add(std::unexpected(each));
    return found;
}

void release(offer& of, instant now) {
    of.state = offer_state::released;
    of.released = now;
}

// An offer for everybody is released when its product is.
refusals release_to_everybody(working_copies& on, offer& of) {
    refusals found;
    found.add(check_public_release(of));
    found.add(check_sold(on.products.at(of.product.text())));
    if (found) release(of, on.now);
    return found;
}

// Of a partner's offer, prices can only be fixed by quantity.
refusals convert(const working_copies& on, offer& of, const update_offer_pricing& ask) {
    if (of.state != offer_state::draft) return no(reason::terms_after_release, of.id.text());
    refusals found;
    found.add(check_conversion(of, ask));
    if (ask.fixed_upfront) found.add(check_payable(on, {ask.fixed_upfront->unit}));
    if (!found) return std::move(found).without_effect();
    if (of.terms.basis.upfront) of.terms.fixed_quantities = ask.fixed_upfront;
    return {};
}

} // namespace

refusals apply(working_copies& on, const change& what, const create_own_offer& ask) {
    const auto of = on.products.find(ask.product.text());
    if (of == on.products.end() || of->second.owner != on.by)
        return no(reason::product_not_found, ask.product.text());
    refusals found;
    if (!of->second.needs_public_offer()) found.add(no(reason::public_offer_not_for_product));
    if (of->second.visibility == product_visibility::restricted)
        found.add(no(reason::product_not_sellable, ask.product.text()));
    for (const auto& [id, other] : on.offers)
        if (other.is_for_everybody() && other.product == ask.product)
            found.add(no(reason::second_public_offer, id));
    offer made = own_draft(of->second, offer_id::minted(what.entity), on.now);
    made.name = ask.name.value_or("");
    on.offers.emplace(what.entity, std::move(made));
    return found;
}

refusals apply(working_copies& on, const change& what, const create_offer& ask) {
    const auto* from = TRY(shared_with(on, ask.authorization));
    offer made = drafted(*from, offer_id::minted(what.entity), on.now);
    made.name = ask.name.value_or("");
    made.description = ask.description.value_or("");
    on.offers.emplace(what.entity, std::move(made));
    refusals found;
    if (ask.names_offer_set) found.add(no(reason::offer_set_not_supported));
    found.add(check_source(on, ask.authorization.text()));
    found.add(check_sold(on.products.at(from->product.text())));
    return found;
}

// A contract for the same product with the same buyer, restricted or not (R-AMD-01, R-AMD-02,
// R-PRD-06).
refusals apply(working_copies& on, const change& what, const create_replacement& ask) {
    const auto* from = TRY(source_of(on, ask.authorization));
    const auto replaced = on.agreements.find(ask.agreement.text());
    if (replaced == on.agreements.end() || replaced->second.proposer != on.by)
        return no(reason::agreement_not_found, ask.agreement.text());
    const agreement& old = replaced->second;
    if (old.status != agreement_status::active)
        return no(reason::agreement_not_active, old.id.text());
    if (from->product != old.product)
        return no(reason::authorization_for_another_product, from->product.text());
    if (on.products.at(from->product.text()).type != product_type::saas ||
        (!from->terms.upfront && !from->terms.fixed_upfront) ||
        (!old.terms.upfront && !old.terms.fixed_upfront))
        return no(reason::replacement_not_for_product);
    offer made = drafted(*from, offer_id::minted(what.entity), on.now);
    made.terms.buyers = {old.owner};
    CHECK_OK(check_targeting(made));
    made.name = ask.name.value_or("");
    made.replaces = old.id;
    on.offers.emplace(what.entity, std::move(made));
    return {};
}

// Every agreement of this marketplace comes from an authorization.
refusals apply(working_copies&, const change&, const create_direct_replacement& ask) {
    return no(reason::agreement_from_authorization, ask.agreement.text());
}

refusals apply(working_copies& on, const change& what, const update_offer_information& ask) {
    offer& of = on.offers.at(what.entity);
    if (ask.renewal && !of.is_from_authorization())
        return no(reason::change_not_for_public_offer, what.entity);
    if (ask.renewal && of.state != offer_state::draft)
        return no(reason::renewal_after_release, what.entity);
    if (ask.renewal && ask.renewal != of.terms.basis.renewal)
        return no(reason::renewal_not_authorized, what.entity);
    if (ask.name) of.name = *ask.name;
    if (ask.description) of.description = *ask.description;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_markup& ask) {
    offer& of = *TRY(draft_of(on, what, reason::markup_after_release));
    if (of.is_converted()) return no(reason::markup_not_on_custom_terms, what.entity);
    of.markup = ask.by;
    CHECK_OK(check_markup(of.terms.basis, ask.by));
    if (!of.has_schedule()) return {};
    return check_value(on.exchange, TRY(of.schedule()).total(), on.now.day(),
                       reason::amount_too_large);
}

// Buyers and countries take the place of those before, until release (R-OFR-03, R-OFR-04).
refusals apply(working_copies& on, const change& what, const update_targeting& ask) {
    offer& of = *TRY(draft_of(on, what, reason::targeting_after_release));
    if (of.replaces) return no(reason::targeting_of_replacement, of.replaces->text());
    refusals found;
    if (ask.buyers.size() > offer_buyers_max) found.add(no(reason::too_many_buyers));
    of.terms.buyers = ask.buyers;
    of.terms.countries = ask.countries;
    of.terms.excluded_countries = ask.excluded_countries;
    return found;
}

// A past day cancels a released offer; a draft needs a future one (R-OFR-06, R-OFR-07).
refusals apply(working_copies& on, const change& what, const update_offer_availability& ask) {
    offer& of = on.offers.at(what.entity);
    const instant until = instant::end_of(ask.end);
    if (of.state == offer_state::draft && until < on.now)
        return no_today(reason::availability_not_future, on.now.day(), ask.end.text());
    of.available_until = until;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_offer_validity& ask) {
    const auto too_late = [&] {
        if (ask.validity && ask.validity->starts_on) return reason::start_after_release;
        if (ask.validity && ask.validity->ends_on) return reason::end_after_release;
        return reason::terms_after_release;
    };
    offer& of = *TRY(draft_of(on, what, too_late()));
    of.terms.validity = ask.validity;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_offer_schedule& ask) {
    offer& of = *TRY(draft_of(on, what, reason::terms_after_release));
    of.terms.custom_schedule = ask.schedule;
    refusals found;
    if (!ask.schedule) return found;
    if (ask.schedule->instalments.size() > instalments_max) found.add(no(reason::too_many_charges));
    const auto units = currencies_of(of);
    if (!ask.names_currency && units.size() == 1) {
        of.terms.custom_schedule->unit = *units.begin();
        for (instalment& each : of.terms.custom_schedule->instalments)
            each.amount = TRY(money::parse(each.written, *units.begin()));
    }
    const auto payable = check_payable(on, {of.terms.custom_schedule->unit});
    found.add(payable);
    if (payable)
        found.add(check_value(on.exchange, of.terms.custom_schedule->total(), on.now.day(),
                              reason::agreement_value_too_large));
    return found;
}

refusals apply(working_copies& on, const change& what, const update_offer_net_payment& ask) {
    constexpr std::array known{15, 30, 45, 60, 90, 120}; // days
    const auto is_known = [&](const period& due) {
        return due.months() == 0 && std::ranges::find(known, due.days()) != known.end();
    };
    if (ask.repeats_a_term) return no(reason::term_type_repeated);
    if (ask.payment_due && !is_known(*ask.payment_due))
        return no(reason::payment_due_period_unknown, ask.payment_due->text());
    offer& of = *TRY(draft_of(on, what, reason::terms_after_release));
    if (!ask.payment_due) return no(reason::net_payment_not_removable);
    of.terms.payment_due = ask.payment_due;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_offer_pricing& ask) {
    if (ask.repeats_a_term) return no(reason::term_type_repeated);
    offer& of = on.offers.at(what.entity);
    if (of.is_from_authorization()) return convert(on, of, ask);
    if (of.state != offer_state::draft) return no(reason::terms_after_release, what.entity);
    if (ask.fixed_upfront)
        return no_because(
            reason::mandatory_term_missing,
            "A fixed price needs a PaymentScheduleTerm, which is for private offers.");
    of.terms.basis.model = ask.model;
    of.terms.basis.usage = ask.usage;
    of.terms.basis.upfront = ask.upfront;
    return check_prices(on.products.at(of.product.text()), ask.usage, ask.upfront, {});
}

refusals apply(working_copies& on, const change& what, const update_offer_legal& ask) {
    refusals found;
    found.add(check_documents(ask.documents, reason::offer_document_invalid));
    offer& of = on.offers.at(what.entity);
    if (of.is_from_authorization() && of.state != offer_state::draft)
        found.add(no(reason::terms_after_release, what.entity));
    of.terms.documents = ask.documents;
    return found;
}

refusals apply(working_copies&, const change& what, const update_offer_verification&) {
    return no(reason::change_not_for_partner_offer, what.entity);
}

refusals apply(working_copies& on, const change& what, const update_offer_support& ask) {
    on.offers.at(what.entity).terms.refund_policy = ask.refund_policy;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_offer_renewal& ask) {
    on.offers.at(what.entity).terms.renews = ask.renews;
    return {};
}

// The first release consumes a single-use authorization, a draft does not (R-RA-37).
refusals apply(working_copies& on, const change& what, const release_offer&) {
    offer& of = on.offers.at(what.entity);
    if (of.is_for_everybody()) return release_to_everybody(on, of);
    if (of.state != offer_state::draft) return no(reason::offer_already_released, of.id.text());
    const product& sold = on.products.at(of.product.text());
    refusals found;
    found.add(check_release(of, on.now));
    if (!of.replaces) found.add(check_sold(sold)); // who has an agreement may renew it
    result<void> seller = check_may_sell(on, sold);
    if (seller) seller = check_payable(on, currencies_of(of));
    found.add(std::move(seller));
    found.add(check_source(on, of.authorization->text()));
    found.add(check_replaced(on, of));
    if (!found) return found;
    release(of, on.now);
    ++on.uses.at(of.authorization->text()).released;
    cancel_original(on, of);
    return {};
}

refusals faults_of(const working_copies& on, const offer& of) {
    if (of.is_for_everybody()) return {}; // its release checks it
    refusals found;
    if (of.state == offer_state::draft) {
        found.add(check_buyers(on, of));
        found.add(check_validity(of, on.products.at(of.product.text()), on.now));
        found.add(check_custom_schedule(of, on.now));
        found.add(check_net_payment(of));
    }
    // A day in the past cancels the offer, so its place in the schedule no longer matters.
    if (!of.has_expired(on.now)) found.add(check_dates(of, on.now));
    return found;
}

} // namespace cppo::market
