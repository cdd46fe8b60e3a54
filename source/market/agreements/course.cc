#include "market/agreements/course.h"

#include <algorithm>

#include "market/agreements/agreement.h"

namespace cppo::market {
namespace {

void change_views(decision& out, const agreement& changed) {
    const auto change = [&](const account_id& viewer, view_role part) {
        out.writes.push_back(view_changed{viewer, part, entity_kind::agreement, changed.id.text(),
                                          std::string(name_of(changed.status)), changed.ends,
                                          changed.modified});
    };
    change(changed.owner, view_role::acceptor);
    change(changed.proposer, view_role::proposer);
    change(changed.manufacturer, view_role::manufacturer);
    if (changed.payer != changed.owner) change(changed.payer, view_role::payer);
}

void deprovision(decision& out, const std::vector<entitlement>& entitlements) {
    for (entitlement each : entitlements) {
        each.status = entitlement_status::deprovisioned;
        out.writes.push_back(std::move(each));
    }
}

// Takes the entitlements away and tells everybody how the agreement ended.
void close_agreement(decision& out, agreement ended, const std::vector<entitlement>& entitlements,
                     instant now) {
    ended.modified = now;
    deprovision(out, entitlements);
    change_views(out, ended);
    tell_parties(out, ended, event_kind::purchase_agreement_ended, now);
    out.writes.push_back(std::move(ended));
}

// Ends an agreement before its day, or on its start where that is still to come.
void end_early(decision& out, const agreement& of, agreement_status how,
               const std::vector<entitlement>& entitlements, const std::vector<charge>& charges,
               instant now) {
    for (charge each : charges) {
        if (each.status != charge_status::scheduled || each.kind == charge_type::usage) continue;
        each.status = charge_status::cancelled;
        out.writes.push_back(std::move(each));
    }
    agreement ended = of;
    ended.status = how;
    ended.ends = std::max(now, of.starts);
    close_agreement(out, std::move(ended), entitlements, now);
}

// Whether the buyer owes something whatever it uses.
bool has_commitment(const agreement& of) {
    return of.terms.fixed_upfront || of.terms.schedule || of.terms.upfront;
}

// As each party may know it: the buyer hears nothing of the authorization, and the manufacturer of
// a buyer it does not know what it needs to provision, or nothing (R-VIS-02, R-VIS-04).
event_content told_of(const agreement& of, event_part part) {
    event_content told{{"agreement.id", of.id.text()},
                       {"agreement.status", std::string(name_of(of.status))},
                       {"agreement.acceptanceTime", of.accepted.text()},
                       {"agreement.startTime", of.starts.text()}};
    if (of.ends) told.emplace_back("agreement.endTime", of.ends->text());
    if (of.authorization && part != event_part::acceptor)
        told.emplace_back("resaleAuthorization.id", of.authorization->text());
    if (part != event_part::manufacturer || of.tells_manufacturer_of_buyer())
        told.emplace_back("acceptor.accountId", of.owner.text());
    told.emplace_back("proposer.accountId", of.proposer.text());
    told.emplace_back("offer.id", of.offer.text());
    told.emplace_back("product.id", of.product.text());
    return told;
}

} // namespace

void tell_parties(decision& out, const agreement& of, event_kind kind, instant now) {
    const auto tell = [&](const account_id& whom, event_part part) {
        out.events.push_back({whom, kind, part, of.id.text(), now, told_of(of, part)});
    };
    tell(of.proposer, event_part::proposer);
    tell(of.owner, event_part::acceptor);
    if (of.manufacturer != of.proposer) tell(of.manufacturer, event_part::manufacturer);
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
    tell_parties(out, of, event_kind::purchase_agreement_started, work.due);
    return out;
}

decision end(const agreement& of, const std::vector<entitlement>& entitlements,
             const due_work& work) {
    decision out;
    out.writes.push_back(due_done{work});
    if (of.status != agreement_status::active) return out;
    agreement ended = of;
    ended.status = agreement_status::expired;
    close_agreement(out, std::move(ended), entitlements, work.due);
    return out;
}

decision end_choice(const agreement& of, const std::vector<entitlement>& entitlements,
                    const due_work& work) {
    decision out;
    out.writes.push_back(due_done{work});
    if (of.status != agreement_status::active) return out;
    deprovision(out, entitlements);
    return out;
}

void replace(decision& out, const agreement& of, const std::vector<entitlement>& entitlements,
             const std::vector<charge>& charges, instant now) {
    end_early(out, of, agreement_status::replaced, entitlements, charges, now);
}

result<decision> cancel(const agreement& of, const std::vector<entitlement>& entitlements,
                        const std::vector<charge>& charges, const std::vector<agreement>& beside,
                        instant now) {
    if (of.status != agreement_status::active)
        return no_because(reason::agreement_not_active, "The agreement is not active.",
                          of.id.text());
    if (has_commitment(of)) return no(reason::agreement_not_cancellable, of.id.text());
    for (const agreement& each : beside)
        if (each.status == agreement_status::active && has_commitment(each))
            return no_because(reason::agreement_not_cancellable,
                              "Another agreement for the product has a committed part and must end "
                              "before this one: " +
                                  each.id.text() + ".",
                              of.id.text());
    decision out;
    end_early(out, of, agreement_status::cancelled, entitlements, charges, now);
    out.made = of.id.text();
    return out;
}

} // namespace cppo::market
