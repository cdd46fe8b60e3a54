#include "market/acceptance.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "market/metering.h"

namespace cppo::market {
namespace {

bool country_allowed(const offer& of, const std::string& country) {
    const auto names = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, country) != list.end();
    };
    if (!of.terms.countries.empty() && !names(of.terms.countries)) return false;
    return !names(of.terms.excluded_countries);
}

// What a buyer may choose of an upfront term (agreement-… 4.3).
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
            each.quantity_max >= 1 && (term.is_configurable || each.quantity_max == 1);
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

instant start_of(const agreement_terms& terms, instant now) {
    return terms.validity.starts_on ? instant::start_of(*terms.validity.starts_on) : now;
}

// The upfront charge of a choice: one line a dimension, rounded per line on both sides.
result<expected_charge> upfront_charge(const offer& of, const agreement_terms& terms,
                                       const upfront_choice& choice, mint& ids, instant now) {
    const currency unit = terms.upfront->unit;
    const upfront_card& listed = *terms.upfront->find_card(choice.duration);
    const upfront_card& cost = *of.terms.wholesale.upfront->find_card(choice.duration);
    const day due_on = start_of(terms, now).day();
    expected_charge made{ids.next<charge_kind>(), due_on, money::zero(unit), "", money::zero(unit),
                         charge_type::upfront};
    for (const grant& each : choice.dimensions) {
        const rate& price_of = rate_of(listed, each.dimension);
        const money amount = TRY(line_amount(each.quantity_max, price_of.each, unit));
        const money wholesale =
            TRY(line_amount(each.quantity_max, rate_of(cost, each.dimension).each, unit));
        made.lines.push_back(
            {each.dimension, each.quantity_max, price_of.written, amount, wholesale});
        made.amount = made.amount + amount;
        made.wholesale = made.wholesale + wholesale;
    }
    made.written = made.amount.text();
    return made;
}

result<std::vector<expected_charge>> expected_charges(const offer& of, const agreement_terms& terms,
                                                      mint& ids, instant now) {
    std::vector<expected_charge> charges;
    if (terms.choice) charges.push_back(TRY(upfront_charge(of, terms, *terms.choice, ids, now)));
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

currency currency_of(const agreement_terms& terms) {
    if (terms.schedule) return terms.schedule->unit;
    return terms.upfront ? terms.upfront->unit : terms.usage->unit;
}

fee_product fee_product_of(const product& sold) {
    switch (sold.type) {
        case product_type::saas:
            return fee_product::saas;
        case product_type::machine_image:
            return fee_product::server;
        case product_type::professional_services:
            return fee_product::professional_services;
    }
    __builtin_unreachable();
}

// A day that was agreed on counts first. A choice of a year of a machine image lasts the year, the
// agreement its own duration (catalog-api 4.4).
std::optional<instant> end_of(const agreement_terms& terms, const product& sold, instant start) {
    if (terms.validity.ends_on) return instant::end_of(*terms.validity.ends_on);
    const bool by_validity = sold.type == product_type::machine_image && terms.validity.duration;
    if (terms.choice && !by_validity) return terms.choice->duration.after(start);
    if (terms.validity.duration) return terms.validity.duration->after(start);
    return {};
}

// The same product from the same seller, at once (agreement-... 4.3; business-rules R-ELG-13).
result<void> check_replacement(const proposal& about) {
    const offer& of = about.of;
    if (!about.source && of.replaces)
        return no(reason::proposal_replaces_agreement, of.replaces->text());
    if (!about.source) return {};
    const agreement& old = *about.source;
    if (old.status != agreement_status::active)
        return no(reason::agreement_not_active, old.id.text());
    const bool other = of.replaces && *of.replaces != old.id;
    if (other || old.product != of.product || old.proposer != of.owner || old.offer == of.id ||
        of.validity().starts_on)
        return no(reason::replacement_not_possible, old.id.text());
    return {};
}

// The committed sums of a quote: what the buyer pays and what the ISV gets.
std::pair<money, money> committed_sums(const agreement_request& request, currency unit) {
    std::pair sums{money::zero(unit), money::zero(unit)};
    for (const expected_charge& each : request.charges) {
        sums.first = sums.first + each.amount;
        sums.second = sums.second + each.wholesale;
    }
    return sums;
}

agreement agreed(const proposal& about, const agreement_terms& terms,
                 const agreement_request& request, agreement_id id, instant now) {
    const offer& of = about.of;
    const money nothing = money::zero(currency_of(terms));
    const auto [value, wholesale] = committed_sums(request, nothing.unit());
    const instant starts = start_of(terms, now);
    return agreement{
        .owner = about.buyer.id,
        .id = std::move(id),
        .revision = 0,
        .number = about.agreements_before + 1,
        .status = agreement_status::active,
        .payer = about.buyer.paid_by(),
        .proposer = of.owner,
        .manufacturer = of.manufacturer,
        .offer = of.id,
        .product = of.product,
        .authorization = of.authorization,
        .manufacturer_knows_buyer = about.single_use,
        .value = value,
        .fees = channel_rates(fee_product_of(about.sold), of.terms.wholesale.renewal.has_value(),
                              wholesale, now.day()),
        .wholesale_invoiced = nothing,
        .margin_invoiced = nothing,
        .listing_fee_charged = nothing,
        .processing_fee_charged = nothing,
        .terms = terms,
        .accepted = now,
        .starts = starts,
        .ends = end_of(terms, about.sold, starts),
        .modified = now,
    };
}

// What the buyer may use: the fixed quantities, or the chosen ones; usage needs none.
std::vector<grant> granted(const agreement_terms& terms) {
    if (terms.choice) return terms.choice->dimensions;
    if (terms.fixed_upfront) return terms.fixed_upfront->grants;
    return {};
}

// The buyer is masked in the views of an ISV whose authorization is open to many (R-VIS-02).
void add_views(decision& out, const agreement& made, const product& sold) {
    const auto add = [&](const account_id& viewer, view_role part, const account_id& other) {
        out.writes.push_back(view{viewer, part, entity_kind::agreement, made.id.text(), made.owner,
                                  sold.title, "ACTIVE", made.product.text(), made.offer.text(),
                                  other.text(), made.ends, made.accepted});
    };
    add(made.owner, view_role::acceptor, made.proposer);
    add(made.proposer, view_role::proposer, made.owner);
    add(made.manufacturer, view_role::manufacturer,
        made.manufacturer_knows_buyer ? made.owner : made.proposer);
    if (made.payer != made.owner) add(made.payer, view_role::payer, made.proposer);
}

void change_views(decision& out, const agreement& changed, const std::string& status) {
    const auto change = [&](const account_id& viewer, view_role part) {
        out.writes.push_back(view_changed{viewer, part, entity_kind::agreement, changed.id.text(),
                                          status, changed.ends, changed.modified});
    };
    change(changed.owner, view_role::acceptor);
    change(changed.proposer, view_role::proposer);
    change(changed.manufacturer, view_role::manufacturer);
    if (changed.payer != changed.owner) change(changed.payer, view_role::payer);
}

void add_charges(decision& out, const agreement& made, const agreement_request& request,
                 instant now) {
    for (const expected_charge& each : request.charges) {
        // The quote may be of the day before.
        const day due_on = each.kind == charge_type::upfront ? made.starts.day() : each.due_on;
        out.writes.push_back(charge{made.owner,
                                    each.id,
                                    0,
                                    made.payer,
                                    made.id,
                                    each.kind,
                                    charge_status::scheduled,
                                    due_on,
                                    each.amount,
                                    each.wholesale,
                                    {},
                                    each.lines});
        const instant due = std::max(now, instant::start_of(due_on));
        out.writes.push_back(due_work{made.owner, due_kind::invoice_charge, each.id.text(), due});
    }
}

void add_events(decision& out, const agreement& made, event_kind kind, instant now) {
    out.events.push_back({made.proposer, kind, event_part::proposer, made.id.text(), now});
    out.events.push_back({made.owner, kind, event_part::acceptor, made.id.text(), now});
    if (made.manufacturer != made.proposer)
        out.events.push_back(
            {made.manufacturer, kind, event_part::manufacturer, made.id.text(), now});
}

// What may be used from its start on, and until when usage is counted by month.
void add_course(decision& out, const agreement& made, const agreement_terms& terms, mint& ids,
                instant now) {
    const bool later = now < made.starts;
    out.writes.push_back(entitlement{
        made.owner, "l-" + ids.hexadecimal(32), 0, made.id, made.product, made.manufacturer,
        granted(terms), later ? entitlement_status::scheduled : entitlement_status::provisioned});
    if (later)
        out.writes.push_back(
            due_work{made.owner, due_kind::start_agreement, made.id.text(), made.starts});
    if (terms.usage)
        out.writes.push_back(due_work{made.owner, due_kind::close_month, made.id.text(),
                                      closing_of(month_of(made.starts))});
    if (made.ends)
        out.writes.push_back(
            due_work{made.owner, due_kind::end_agreement, made.id.text(), *made.ends});
}

// Takes the entitlements away and tells everybody how the agreement ended.
void close_agreement(decision& out, agreement ended, const std::vector<entitlement>& entitlements,
                     const std::string& status, instant now) {
    ended.modified = now;
    for (entitlement each : entitlements) {
        each.status = entitlement_status::deprovisioned;
        out.writes.push_back(std::move(each));
    }
    change_views(out, ended, status);
    add_events(out, ended, event_kind::purchase_agreement_ended, now);
    out.writes.push_back(std::move(ended));
}

// What was not invoiced yet is not owed any more; usage so far is (R-FPS-09).
void replace_source(decision& out, const proposal& about, instant now) {
    for (charge each : about.source_charges) {
        if (each.status != charge_status::scheduled || each.kind == charge_type::usage) continue;
        each.status = charge_status::cancelled;
        out.writes.push_back(std::move(each));
    }
    agreement replaced = *about.source;
    replaced.status = agreement_status::replaced;
    replaced.ends = now;
    close_agreement(out, std::move(replaced), about.source_entitlements, "REPLACED", now);
}

} // namespace

result<agreement_terms> terms_of(const offer& of, std::optional<upfront_choice> choice) {
    agreement_terms terms;
    terms.documents = of.documents();
    terms.fixed_upfront = of.fixed_upfront();
    if (of.has_schedule()) terms.schedule = TRY(of.schedule());
    terms.usage = of.usage();
    terms.wholesale_usage = of.terms.wholesale.usage;
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
    if (!country_allowed(of, about.buyer.country))
        return no(reason::proposal_not_found, of.id.text());
    if (of.has_expired(now)) return no(reason::proposal_expired, of.id.text());
    if (about.already_accepted) return no(reason::offer_already_accepted, of.id.text());
    CHECK_OK(check_replacement(about));
    agreement_terms offered = TRY(terms_of(of));
    offered.choice = TRY(check_requested(of, offered, terms));
    auto charges = TRY(expected_charges(of, offered, ids, now));

    decision out;
    out.expects.push_back({entity_kind::offer, of.owner, of.id.text(), of.revision});
    out.writes.push_back(
        agreement_request{about.buyer.id,
                          ids.next<request_kind>(),
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

result<decision> accept(const proposal& about, const agreement_request& request, mint& ids,
                        instant now) {
    const offer& of = about.of;
    assert(request.status == request_status::open && request.owner == about.buyer.id);
    const bool stale = request.created.plus_ms(agreement_request::lifetime_ms) < now ||
                       of.has_expired(now) || of.revision != request.offer_revision ||
                       about.already_accepted || !country_allowed(of, about.buyer.country);
    if (stale) return no(reason::request_not_found, request.id.text());
    const agreement_terms terms = TRY(terms_of(of, request.choice));
    CHECK_OK(check_replacement(about));
    const agreement made = agreed(about, terms, request, ids.next<agreement_kind>(), now);

    decision out;
    out.expects.push_back({entity_kind::offer, of.owner, of.id.text(), of.revision});
    agreement_request accepted = request;
    accepted.status = request_status::accepted;
    accepted.agreement = made.id;
    out.writes.push_back(accepted);
    out.writes.push_back(made);
    out.writes.push_back(location{made.id.text(), made.owner, entity_kind::agreement});
    add_course(out, made, terms, ids, now);
    add_charges(out, made, request, now);
    if (about.source) replace_source(out, about, now);
    add_views(out, made, about.sold);
    add_events(out, made, event_kind::purchase_agreement_created, now);
    return out;
}

decision end(const agreement& of, const std::vector<entitlement>& entitlements,
             const due_work& work) {
    decision out;
    out.writes.push_back(due_done{work});
    if (of.status != agreement_status::active) return out;
    agreement ended = of;
    ended.status = agreement_status::expired;
    close_agreement(out, std::move(ended), entitlements, "EXPIRED", work.due);
    return out;
}

decision start(const agreement& of, const std::vector<entitlement>& entitlements,
               const due_work& work) {
    decision out;
    out.writes.push_back(due_done{work});
    if (of.status != agreement_status::active) return out;
    for (entitlement each : entitlements) {
        if (each.status != entitlement_status::scheduled) continue;
        each.status = entitlement_status::provisioned;
        out.writes.push_back(std::move(each));
    }
    add_events(out, of, event_kind::purchase_agreement_started, work.due);
    return out;
}

} // namespace cppo::market
