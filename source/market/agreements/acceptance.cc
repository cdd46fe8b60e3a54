#include "market/agreements/acceptance.h"

#include <algorithm>
#include <cassert>

#include "market/agreements/course.h"
#include "market/usage/metering.h"

namespace cppo::market {
namespace {

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
// agreement its own duration (R-AGR-15, R-DUR-11).
std::optional<instant> end_of(const agreement_terms& terms, const product& sold, instant start) {
    if (terms.validity.ends_on) return instant::end_of(*terms.validity.ends_on);
    const bool by_validity = sold.type == product_type::machine_image && terms.validity.duration;
    if (terms.choice && !by_validity) return terms.choice->duration.after(start);
    if (terms.validity.duration) return terms.validity.duration->after(start);
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

// The rates of the day the offer was released on. Whether the deal is a renewal the authorization
// says (R-FEE-13).
result<fee_rates> rates_of(const proposal& about, money wholesale) {
    const offer& of = about.of;
    return rates_for(about.rates, {.product = fee_product_of(about.sold),
                                   .is_resold = of.authorization.has_value(),
                                   .is_renewal = of.terms.basis.renewal.has_value(),
                                   .wholesale = wholesale,
                                   .buyer_country = about.buyer.country,
                                   .released = of.released.value().day()});
}

result<agreement> agreed(const proposal& about, const agreement_terms& terms,
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
        .manufacturer_knows_buyer =
            about.single_use || !of.authorization || about.visibility == isv_buyer_visibility::open,
        .visibility = about.visibility,
        .value = value,
        .fees = TRY(rates_of(about, wholesale)),
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

// What the buyer may use: the fixed quantities, or what it chose some of; usage needs none
// (R-ENT-02).
std::vector<grant> granted(const agreement_terms& terms) {
    if (terms.choice) {
        std::vector<grant> made = terms.choice->dimensions;
        std::erase_if(made, [](const grant& each) { return each.quantity_max == 0; });
        return made;
    }
    if (terms.fixed_upfront) return terms.fixed_upfront->grants;
    return {};
}

// The buyer is masked in the views of an ISV whose authorization is open to many (R-VIS-02).
void add_views(decision& out, const agreement& made, const product& sold) {
    const auto add = [&](const account_id& viewer, view_role part, const account_id& other) {
        out.writes.push_back(view{viewer, part, entity_kind::agreement, made.id.text(), made.owner,
                                  sold.title, "ACTIVE", made.product.text(), made.offer.text(),
                                  other.text(), made.ends, made.accepted, made.starts});
    };
    add(made.owner, view_role::acceptor, made.proposer);
    add(made.proposer, view_role::proposer, made.owner);
    add(made.manufacturer, view_role::manufacturer,
        made.manufacturer_knows_buyer ? made.owner : made.proposer);
    if (made.payer != made.owner) add(made.payer, view_role::payer, made.proposer);
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
                                    made.proposer,
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
    const auto used_until = granted_until(made);
    if (used_until != made.ends)
        out.writes.push_back(
            due_work{made.owner, due_kind::end_choice, made.id.text(), *used_until});
    if (made.ends)
        out.writes.push_back(
            due_work{made.owner, due_kind::end_agreement, made.id.text(), *made.ends});
}

} // namespace

result<decision> accept(const proposal& about, const agreement_request& request, mint& ids,
                        instant now) {
    const offer& of = about.of;
    assert(request.status == request_status::open && request.owner == about.buyer.id);
    const bool stale = request.created.plus_ms(agreement_request::lifetime_ms) < now ||
                       of.has_expired(now) || of.revision != request.offer_revision ||
                       about.already_accepted || !is_for_country(of, about.buyer.country) ||
                       !is_sold_to(of, about.sold, about.buyer.id);
    if (stale) return no(reason::request_not_found, request.id.text());
    CHECK_OK(check_concurrency(about));
    agreement_terms terms = TRY(terms_of(of, request.choice));
    CHECK_OK(check_replacement(about));
    if (about.source) terms.first = about.source->initial();
    const agreement made = TRY(agreed(about, terms, request, ids.next<agreement_kind>(), now));

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
    if (about.source)
        replace(out, *about.source, about.source_entitlements, about.source_charges, now);
    add_views(out, made, about.sold);
    out.made = made.id.text();
    tell_parties(out, made, event_kind::purchase_agreement_created, now);
    return out;
}

} // namespace cppo::market
