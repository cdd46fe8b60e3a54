#include "market/agreements/quote.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "ground/dated_refusal.h"
#include "market/catalog/terms/pricing.h"
#include "market/money/charge_lines.h"

namespace cppo::market {
namespace {

// What a buyer may choose of an upfront term (R-AGR-10).
result<void> check_choice(const configurable_upfront_term& term, const upfront_choice& choice) {
    const upfront_card* card = term.find_card(choice.duration);
    if (!card) return no(reason::choice_not_offered, choice.duration.text());
    if (choice.dimensions.empty()) return no(reason::choice_not_offered);
    if (!term.is_configurable && choice.dimensions.size() > 1)
        return no(reason::choice_not_offered, choice.dimensions[1].dimension);
    std::set<std::string> seen;
    for (const grant& each : choice.dimensions) {
        const bool priced =
            std::ranges::find(card->rates, each.dimension, &rate::dimension) != card->rates.end();
        const bool counted =
            each.quantity_max >= 0 && (term.is_configurable || each.quantity_max == 1);
        if (!priced || !counted || !seen.insert(each.dimension).second)
            return no(reason::choice_not_offered, each.dimension);
    }
    return {};
}

// The choice among the requested terms; each term of the offer must be requested, once.
result<std::optional<upfront_choice>> check_requested(
    const offer& of, const agreement_terms& terms, const std::vector<requested_term>& requested) {
    std::set<std::string> wanted;
    for (const std::string& type : term_types(terms)) wanted.insert(term_id(of.id, type));
    const std::string configurable = term_id(of.id, "ConfigurableUpfrontPricingTerm");
    std::set<std::string> seen;
    std::optional<upfront_choice> choice;
    for (const requested_term& each : requested) {
        if (!wanted.contains(each.id)) return no(reason::requested_term_unknown, each.id);
        if (!seen.insert(each.id).second) return no(reason::requested_term_repeated, each.id);
        if (each.id != configurable && each.configured)
            return no(reason::term_takes_no_configuration, each.id);
        if (each.id != configurable) continue;
        if (!each.choice) return no(reason::configuration_missing, each.id);
        CHECK_OK(check_choice(*terms.upfront, *each.choice));
        choice = each.choice;
    }
    if (seen != wanted) return no(reason::requested_terms_incomplete);
    return choice;
}

const rate& rate_of(const upfront_card& card, const std::string& dimension) {
    return *std::ranges::find(card.rates, dimension, &rate::dimension);
}

// The upfront charge of a choice: one line a dimension.
result<expected_charge> upfront_charge(const offer& of, const agreement_terms& terms,
                                       const upfront_choice& choice, mint& ids, instant now) {
    const currency unit = terms.upfront->unit;
    const upfront_card& listed = *terms.upfront->find_card(choice.duration);
    const upfront_card& cost = *of.terms.basis.upfront->find_card(choice.duration);
    const day due_on = start_of(terms, now).day();
    std::vector<priced_quantity> bought;
    for (const grant& each : choice.dimensions) {
        if (each.quantity_max == 0) continue;
        const rate& price_of = rate_of(listed, each.dimension);
        bought.push_back({each.dimension, each.quantity_max, price_of.each, price_of.written,
                          rate_of(cost, each.dimension).each});
    }
    charge_sum sum = TRY(sum_up(bought, unit));
    const std::string written = sum.amount.text();
    return expected_charge{
        ids.next<charge_kind>(), due_on, sum.amount, written, sum.wholesale, charge_type::upfront,
        std::move(sum.lines)};
}

// Whether the buyer takes any of it: a choice of nothing is a purchase without a charge, for those
// who only pay for use (R-BIL-10).
bool buys_any(const upfront_choice& choice) {
    return std::ranges::any_of(choice.dimensions,
                               [](const grant& each) { return each.quantity_max > 0; });
}

result<std::vector<expected_charge>> expected_charges(const offer& of, const agreement_terms& terms,
                                                      mint& ids, instant now) {
    std::vector<expected_charge> charges;
    if (terms.choice && buys_any(*terms.choice))
        charges.push_back(TRY(upfront_charge(of, terms, *terms.choice, ids, now)));
    if (!terms.schedule) return charges;
    const auto wholesale = TRY(of.wholesale_instalments());
    assert(wholesale.size() == terms.schedule->instalments.size());
    for (std::size_t at = 0; at < wholesale.size(); ++at) {
        const instalment& row = terms.schedule->instalments[at];
        charges.push_back(
            {ids.next<charge_kind>(), row.charge_on, row.amount, row.written, wholesale[at]});
    }
    return charges;
}

// What a quote commits the buyer to is within bounds (R-AGR-18).
result<void> check_committed(const proposal& about, const std::vector<expected_charge>& charges,
                             currency unit, instant now) {
    money total = money::zero(unit);
    for (const expected_charge& each : charges) total = total + each.amount;
    return check_value(about.rates.exchange, total, now.day(), reason::agreement_value_too_large);
}

} // namespace

bool is_for_country(const offer& of, const std::string& country) {
    const auto names = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, country) != list.end();
    };
    if (!of.terms.countries.empty() && !names(of.terms.countries)) return false;
    return !names(of.terms.excluded_countries);
}

bool is_open_to(const offer& of, const account& buyer, bool already_accepted,
                const std::optional<agreement>& replaced, instant now) {
    if (of.replaces && (!replaced || replaced->status != agreement_status::active)) return false;
    return !of.has_expired(now) && is_for_country(of, buyer.country) && !already_accepted;
}

result<void> check_replacement(const proposal& about) {
    const offer& of = about.of;
    if (!about.source && of.replaces)
        return no(reason::proposal_replaces_agreement, of.replaces->text());
    if (!about.source) return {};
    const agreement& old = *about.source;
    if (old.status != agreement_status::active)
        return no(reason::agreement_not_active, old.id.text());
    // Services are delivered as agreed; nothing takes the place of their agreement.
    if (about.sold.type == product_type::professional_services)
        return no(reason::replacement_not_possible, old.id.text());
    const bool other = of.replaces && *of.replaces != old.id;
    if (other || old.product != of.product || old.proposer != of.owner || old.offer == of.id ||
        of.validity().starts_on)
        return no(reason::replacement_not_possible, old.id.text());
    return {};
}

result<void> check_concurrency(const proposal& about) {
    if (about.agreements_beside < about.sold.agreements_max()) return {};
    return no(reason::product_agreed_already, about.sold.id.text());
}

result<agreement_terms> terms_of(const offer& of, std::optional<upfront_choice> choice) {
    agreement_terms terms;
    terms.documents = of.documents();
    terms.fixed_upfront = of.fixed_upfront();
    if (of.has_schedule()) terms.schedule = TRY(of.schedule());
    terms.usage = of.usage();
    terms.wholesale_usage = of.terms.basis.usage;
    terms.upfront = of.upfront();
    terms.choice = std::move(choice);
    terms.validity = of.validity();
    terms.payment_due = of.payment_due();
    return terms;
}

result<decision> quote(const proposal& about, const std::vector<requested_term>& terms, mint& ids,
                       instant now) {
    const offer& of = about.of;
    assert(of.state == offer_state::released && of.targets(about.buyer.id));
    if (!is_for_country(of, about.buyer.country) || !is_sold_to(of, about.sold, about.buyer.id))
        return no(reason::proposal_not_found, of.id.text());
    if (of.is_sold_by(about.buyer.id)) return no(reason::buyer_is_seller, about.buyer.id.text());
    if (of.has_expired(now)) return no_today(reason::proposal_expired, now.day(), of.id.text());
    if (about.already_accepted) return no(reason::offer_already_accepted, of.id.text());
    CHECK_OK(check_replacement(about));
    CHECK_OK(check_concurrency(about));
    CHECK_OK(check_markup(of.terms.basis, of.markup));
    agreement_terms offered = TRY(terms_of(of));
    offered.choice = TRY(check_requested(of, offered, terms));
    auto charges = TRY(expected_charges(of, offered, ids, now));
    CHECK_OK(check_committed(about, charges, currency_of(offered), now));

    decision out;
    out.expects.push_back({entity_kind::offer, of.owner, of.id.text(), of.revision});
    const request_id id = ids.next<request_kind>();
    out.made = id.text();
    out.writes.push_back(
        agreement_request{about.buyer.id,
                          id,
                          0,
                          request_status::open,
                          of.owner,
                          of.id,
                          of.revision,
                          std::move(charges),
                          now,
                          {},
                          offered.choice,
                          currency_of(offered),
                          about.source ? std::optional(about.source->id) : std::nullopt});
    return out;
}

} // namespace cppo::market
