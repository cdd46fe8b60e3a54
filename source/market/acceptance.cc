#include "market/acceptance.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace cppo::market {
namespace {

bool country_allowed(const offer& of, const std::string& country) {
    const auto names = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, country) != list.end();
    };
    if (!of.terms.countries.empty() && !names(of.terms.countries)) return false;
    return !names(of.terms.excluded_countries);
}

result<void> check_requested(const offer& of, const agreement_terms& terms,
                             const std::vector<requested_term>& requested) {
    std::set<std::string> wanted;
    for (const std::string& type : term_types(terms)) wanted.insert(term_id(of.id, type));
    std::set<std::string> seen;
    for (const requested_term& each : requested) {
        if (!wanted.contains(each.id)) return no(reason::requested_term_unknown, each.id);
        if (!seen.insert(each.id).second) return no(reason::requested_term_repeated, each.id);
        if (each.configured) return no(reason::term_takes_no_configuration, each.id);
    }
    if (seen != wanted) return no(reason::requested_terms_incomplete);
    return {};
}

std::vector<expected_charge> expected_charges(const offer& of,
                                              const payment_schedule_term& schedule, mint& ids) {
    const auto& wholesale = of.terms.wholesale.schedule->instalments;
    assert(wholesale.size() == schedule.instalments.size());
    std::vector<expected_charge> charges;
    for (std::size_t at = 0; at < wholesale.size(); ++at) {
        const instalment& row = schedule.instalments[at];
        charges.push_back({ids.next<charge_kind>(), row.charge_on, row.amount, row.written,
                           wholesale[at].amount});
    }
    return charges;
}

agreement agreed(const proposal& about, const agreement_terms& terms, agreement_id id,
                 instant now) {
    const offer& of = about.of;
    const money nothing = money::zero(terms.schedule->unit);
    std::optional<instant> ends;
    if (terms.validity.ends_on) ends = instant::end_of(*terms.validity.ends_on);
    if (terms.validity.duration) ends = terms.validity.duration->after(now);
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
        .value = terms.schedule->total(),
        .fees = channel_rates(fee_product::professional_services,
                              of.terms.wholesale.renewal.has_value(),
                              of.terms.wholesale.schedule->total(), now.day()),
        .wholesale_invoiced = nothing,
        .margin_invoiced = nothing,
        .listing_fee_charged = nothing,
        .processing_fee_charged = nothing,
        .terms = terms,
        .accepted = now,
        .starts = now,
        .ends = ends,
        .modified = now,
    };
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
        out.writes.push_back(charge{made.owner,
                                    each.id,
                                    0,
                                    made.id,
                                    charge_type::instalment,
                                    charge_status::scheduled,
                                    each.due_on,
                                    each.amount,
                                    each.wholesale,
                                    {}});
        const instant due = std::max(now, instant::start_of(each.due_on));
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

} // namespace

result<agreement_terms> terms_of(const offer& of) {
    agreement_terms terms;
    terms.documents = of.terms.wholesale.buyer_documents;
    terms.fixed_upfront = of.terms.wholesale.fixed_upfront;
    terms.schedule = TRY(of.schedule());
    terms.validity = of.validity();
    terms.payment_due = of.terms.wholesale.payment_due;
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
    const agreement_terms offered = TRY(terms_of(of));
    CHECK_OK(check_requested(of, offered, terms));

    decision out;
    out.expects.push_back({entity_kind::offer, of.owner, of.id.text(), of.revision});
    out.writes.push_back(agreement_request{about.buyer.id,
                                           ids.next<request_kind>(),
                                           0,
                                           request_status::open,
                                           of.owner,
                                           of.id,
                                           of.revision,
                                           expected_charges(of, *offered.schedule, ids),
                                           now,
                                           {}});
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
    const agreement_terms terms = TRY(terms_of(of));
    const agreement made = agreed(about, terms, ids.next<agreement_kind>(), now);

    decision out;
    out.expects.push_back({entity_kind::offer, of.owner, of.id.text(), of.revision});
    agreement_request accepted = request;
    accepted.status = request_status::accepted;
    accepted.agreement = made.id;
    out.writes.push_back(accepted);
    out.writes.push_back(made);
    out.writes.push_back(location{made.id.text(), made.owner, entity_kind::agreement});
    out.writes.push_back(entitlement{made.owner, "l-" + ids.hexadecimal(32), 0, made.id,
                                     made.product, made.manufacturer, terms.fixed_upfront->grants,
                                     entitlement_status::provisioned});
    add_charges(out, made, request, now);
    if (made.ends)
        out.writes.push_back(
            due_work{made.owner, due_kind::end_agreement, made.id.text(), *made.ends});
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
    ended.modified = work.due;
    out.writes.push_back(ended);
    for (entitlement each : entitlements) {
        each.status = entitlement_status::deprovisioned;
        out.writes.push_back(std::move(each));
    }
    change_views(out, ended, "EXPIRED");
    add_events(out, ended, event_kind::purchase_agreement_ended, work.due);
    return out;
}

} // namespace cppo::market
