#include "market/catalog/authorizations/authorization_changes.h"

#include <algorithm>

#include "ground/dated_refusal.h"
#include "market/catalog/change_sets/change.h"
#include "market/catalog/change_sets/seller_gate.h"
#include "market/catalog/change_sets/working_copies.h"
#include "market/catalog/terms/pricing.h"
#include "market/papers/document.h"

namespace cppo::market {
namespace {

// After release nothing on an authorization changes any more (R-RA-31).
result<resale_authorization*> draft_of(working_copies& on, const change& what) {
    resale_authorization& of = on.authorizations.at(what.entity);
    if (of.state != authorization_state::draft)
        return no(reason::authorization_already_released, of.id.text());
    return &of;
}

refusals check_grants(const product& sold, const std::vector<grant>& grants) {
    if (grants.size() > grants_max) return no(reason::too_many_grants);
    refusals found;
    std::set<std::string> keys;
    for (const grant& one : grants) {
        const dimension* granted = sold.find_dimension(one.dimension);
        if (!keys.insert(one.dimension).second)
            found.add(no(reason::grant_dimension_repeated, one.dimension));
        else if (!granted)
            found.add(no(reason::dimension_not_sold, one.dimension));
        else if (!sold.is_contracted(*granted))
            found.add(no_because(reason::dimension_not_sold,
                                 "A dimension that is only metered cannot be granted.",
                                 one.dimension));
    }
    if (found && sold.type == product_type::professional_services && keys.size() > 1)
        return no(reason::one_dimension_only, grants[1].dimension);
    return found;
}

// A fixed price is nothing, since the schedule is what is paid (R-FPS-06).
refusals check_fixed(const product& sold, const fixed_upfront_term& fixed) {
    refusals found;
    const auto each = price::parse(fixed.price, upfront_price_decimals);
    if (!each || each->units() != 0) found.add(no(reason::fixed_price_not_zero, fixed.price));
    if (!fixed.duration)
        found.add(no(reason::duration_missing));
    else if (!is_contract_length(sold, *fixed.duration))
        found.add(no(reason::duration_too_long, fixed.duration->text()));
    found.add(check_grants(sold, fixed.grants));
    return found;
}

refusals check_buyers(const working_copies& on, const resale_authorization& of) {
    refusals found;
    for (const account_id& buyer : of.terms.buyers)
        if (!on.accounts.contains(buyer))
            found.add(no(reason::buyer_account_unknown, buyer.text()));
        else if (buyer == of.owner || buyer == of.reseller)
            found.add(no(reason::buyer_is_seller, buyer.text()));
    if (of.terms.renewal && of.terms.buyers.empty()) found.add(no(reason::renewal_needs_buyers));
    return found;
}

// A registered, paid seller, and another one (R-ELG-01, R-ELG-02).
result<void> check_reseller(const working_copies& on, const account_id& reseller) {
    const auto account = on.accounts.find(reseller);
    const auto registration = on.sellers.find(reseller);
    if (account == on.accounts.end() || !account->second.plays(role::seller) ||
        registration == on.sellers.end() || !registration->second.is_paid_seller() ||
        reseller == on.by)
        return no(reason::reseller_not_registered, reseller.text());
    return {};
}

std::set<currency> currencies_of(const update_authorization_pricing& ask) {
    std::set<currency> made;
    if (ask.fixed_upfront) made.insert(ask.fixed_upfront->unit);
    if (ask.usage) made.insert(ask.usage->unit);
    if (ask.upfront) made.insert(ask.upfront->unit);
    return made;
}

} // namespace

refusals apply(working_copies& on, const change& what, const create_authorization& ask) {
    const auto of = on.products.find(ask.product.text());
    if (of == on.products.end() || of->second.owner != on.by)
        return no(reason::product_not_found, ask.product.text());
    const authorization_id id = authorization_id::minted(what.entity);
    on.authorizations.emplace(what.entity, resale_authorization{
                                               .owner = on.by,
                                               .id = id,
                                               .revision = 0,
                                               .state = authorization_state::draft,
                                               .product = ask.product,
                                               .product_title = of->second.title,
                                               .reseller = ask.reseller,
                                               .name = ask.name,
                                               .description = ask.description,
                                               .available_until = {},
                                               .offers_max = {},
                                               .terms = {},
                                               .created = on.now,
                                               .modified = on.now,
                                               .role = ask.role,
                                           });
    refusals found;
    found.add(check_reseller(on, ask.reseller));
    return found;
}

refusals apply(working_copies& on, const change& what,
               const update_authorization_information& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    if (ask.name) of.name = *ask.name;
    if (ask.description) of.description = *ask.description;
    if (ask.renewal || ask.clears_renewal) of.terms.renewal = ask.renewal;
    return {};
}

refusals apply(working_copies& on, const change& what,
               const update_authorization_availability& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    if (ask.end) {
        const instant until = instant::end_of(*ask.end);
        if (until < on.now)
            return no_today(reason::availability_not_future, on.now.day(), ask.end->text());
        of.available_until = until;
    }
    if (ask.offers_max) of.offers_max = ask.offers_max;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_buyer_targeting& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    of.terms.buyers = ask.buyers;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_buyer_validity& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    // Agreements that start later exist for SaaS contracts only (R-RA-26).
    if (on.products.at(of.product.text()).type != product_type::saas)
        return no_because(reason::term_not_for_product,
                          "Only SaaS products take a BuyerValidityTerm.");
    const day today = on.now.day();
    const day latest = period::parse("P3Y")->after(today);
    if (ask.latest_start <= today || latest < ask.latest_start)
        return no_today(reason::latest_start_out_of_range, today, ask.latest_start.text());
    of.terms.latest_start = ask.latest_start;
    return {};
}

refusals apply(working_copies& on, const change& what, const update_authorization_legal& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    if (ask.buyer_documents.empty())
        return no_because(reason::mandatory_term_missing, "A BuyerLegalTerm is missing.");
    refusals found;
    found.add(check_documents(ask.buyer_documents, reason::buyer_document_invalid));
    found.add(check_documents(ask.resale_documents, reason::resale_document_invalid));
    of.terms.buyer_documents = ask.buyer_documents;
    of.terms.resale_documents = ask.resale_documents;
    return found;
}

refusals apply(working_copies& on, const change& what, const update_authorization_pricing& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    const product& sold = on.products.at(of.product.text());
    if (ask.repeats_a_term) return no(reason::term_type_repeated);
    if (sold.type == product_type::professional_services && ask.model != pricing_model::contract)
        return no_because(reason::term_not_for_product,
                          "A professional services product is priced by contract.");
    refusals found;
    found.add(check_prices(sold, ask.usage, ask.upfront, ask.fixed_upfront));
    if (ask.fixed_upfront) found.add(check_fixed(sold, *ask.fixed_upfront));
    found.add(check_payable(on, currencies_of(ask)));
    of.terms.model = ask.model;
    of.terms.fixed_upfront = ask.fixed_upfront;
    of.terms.usage = ask.usage;
    of.terms.upfront = ask.upfront;
    of.terms.discount = {}; // these prices were not made with it
    return found;
}

refusals apply(working_copies& on, const change& what, const update_authorization_schedule& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    of.terms.schedule = ask.schedule;
    refusals found;
    if (!ask.schedule) return found;
    if (ask.schedule->instalments.size() > instalments_max)
        found.add(no(reason::too_many_scheduled_payments));
    const auto payable = check_payable(on, {ask.schedule->unit});
    found.add(payable);
    if (payable)
        found.add(check_value(on.exchange, ask.schedule->total(), on.now.day(),
                              reason::agreement_value_too_large));
    return found;
}

refusals apply(working_copies& on, const change& what,
               const update_authorization_net_payment& ask) {
    resale_authorization& of = *TRY(draft_of(on, what));
    of.terms.payment_due = ask.payment_due;
    return {};
}

refusals apply(working_copies& on, const change& what, const release_authorization&) {
    resale_authorization& of = on.authorizations.at(what.entity);
    refusals found;
    found.add(check_release(of, on.products.at(of.product.text())));
    found.add(check_roles(on, of.owner, of.reseller));
    if (!found) return found;
    of.state = authorization_state::active;
    on.uses.emplace(what.entity, authorization_use{of.owner, of.id, of.offers_max, 0});
    return {};
}

refusals apply(working_copies& on, const change& what, const restrict_authorization&) {
    resale_authorization& of = on.authorizations.at(what.entity);
    if (of.state != authorization_state::active || of.has_expired(on.now))
        return no_today(reason::authorization_not_restrictable, on.now.day(), of.id.text());
    of.state = authorization_state::restricted;
    return {};
}

refusals faults_of(const working_copies& on, const resale_authorization& of) {
    if (of.state != authorization_state::draft) return {}; // nothing of it changes any more
    refusals found = check_buyers(on, of);
    found.add(check_schedule(of, on.now));
    return found;
}

} // namespace cppo::market
