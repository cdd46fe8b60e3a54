#include "market/catalog/change_sets/change_set.h"

#include <algorithm>
#include <cassert>

#include "ground/dated_refusal.h"
#include "market/catalog/authorizations/authorization_changes.h"
#include "market/catalog/change_sets/blame.h"
#include "market/catalog/change_sets/commit.h"
#include "market/catalog/change_sets/seller_gate.h"
#include "market/catalog/offers/offer_changes.h"
#include "market/catalog/products/product_changes.h"

namespace cppo::market {
namespace {

// Calls `look` with the list in which entities of the kind stand.
template <class Look>
bool look_up(const working_copies& on, entity_kind kind, Look look) {
    switch (kind) {
        case entity_kind::product:
            return look(on.products);
        case entity_kind::resale_authorization:
            return look(on.authorizations);
        case entity_kind::offer:
            return look(on.offers);
        case entity_kind::agreement:
        case entity_kind::invoice:
        case entity_kind::access_key:
        case entity_kind::payment_reference:
            break; // no change works on these
    }
    return false;
}

bool has_entity(const working_copies& on, const change& what) {
    return look_up(on, what.facts().works_on,
                   [&](const auto& entities) { return entities.contains(what.entity); });
}

bool is_own(const working_copies& on, const change& what, std::int64_t& revision) {
    return look_up(on, what.facts().works_on, [&](const auto& entities) {
        const auto found = entities.find(what.entity);
        if (found == entities.end() || found->second.owner != on.by) return false;
        revision = found->second.revision;
        return true;
    });
}

// Whether the change is one for the kind of offer it names.
result<void> check_fits_offer(const working_copies& on, const change& what) {
    const auto of = on.offers.find(what.entity);
    if (of == on.offers.end()) return {};
    const offer_refusals& refused = what.facts().refused;
    const auto& why = of->second.is_from_authorization() ? refused.from_authorization : refused.own;
    if (why) return no(*why, what.entity);
    return {};
}

bool is_visible(const working_copies& on, const std::string& id) {
    const auto found = on.authorizations.find(id);
    return found != on.authorizations.end() && found->second.reseller == on.by &&
           found->second.state != authorization_state::draft;
}

result<void> check_existing(const working_copies& on, const change& what,
                            const std::set<std::string>& locked) {
    std::int64_t revision = 0;
    if (!is_own(on, what, revision)) {
        if (is_visible(on, what.entity)) return no(reason::entity_belongs_to_another, what.entity);
        return no(reason::entity_not_found, what.entity);
    }
    if (what.expected_revision && *what.expected_revision != revision)
        return no_because(reason::revision_stale,
                          "The latest revision of " + what.entity + " is " + what.entity + "@" +
                              std::to_string(revision) + ".",
                          what.entity);
    if (locked.contains(what.entity)) return no(reason::entity_locked, what.entity);
    return {};
}

bool created_within(const change_set& set, const std::string& id) {
    return std::ranges::any_of(
        set.changes, [&](const change& each) { return each.creates() && each.entity == id; });
}

bool creates_entity_of(const change_set& set, const change& what) {
    return std::ranges::any_of(set.changes, [&](const change& each) {
        return each.creates() && each.entity == what.entity &&
               each.facts().works_on == what.facts().works_on;
    });
}

// A usable authorization of a paid seller; both sides share authorizations (R-ELG-02, R-ELG-04).
result<void> check_resale(const working_copies& on, const authorization_id& id) {
    const auto from = on.authorizations.find(id.text());
    if (from == on.authorizations.end() || from->second.reseller != on.by ||
        from->second.state == authorization_state::draft)
        return no(reason::authorization_not_found, id.text());
    if (!on.sellers.contains(on.by) || !on.sellers.at(on.by).is_paid_seller())
        return no(reason::seller_not_paid, on.by.text());
    CHECK_OK(check_roles(on, from->second.owner, on.by));
    return may_be_used(from->second, on.uses.at(id.text()), on.now);
}

// The partner's own agreement with a buyer.
result<void> check_replaced(const working_copies& on, const agreement_id& id) {
    const auto found = on.agreements.find(id.text());
    if (found == on.agreements.end() || found->second.proposer != on.by)
        return no(reason::agreement_not_found, id.text());
    return {};
}

// What a creating change refers to must exist and be the caller's to use before the set is
// accepted.
result<void> check_source(const working_copies& on, const change_set& set, const change& what) {
    if (const auto* ask = what.find<create_authorization>()) {
        if (created_within(set, ask->product.text())) return {};
        const auto of = on.products.find(ask->product.text());
        if (of == on.products.end() || of->second.owner != on.by || !of->second.can_be_sold())
            return no(reason::product_not_found, ask->product.text());
    }
    if (const auto* ask = what.find<create_own_offer>()) {
        const auto of = on.products.find(ask->product.text());
        const bool own = of != on.products.end() && of->second.owner == on.by;
        if (!own && !created_within(set, ask->product.text()))
            return no(reason::product_not_found, ask->product.text());
    }
    if (const auto* ask = what.find<create_offer>()) {
        CHECK_OK(check_resale(on, ask->authorization));
    }
    if (const auto* ask = what.find<create_replacement>()) {
        CHECK_OK(check_replaced(on, ask->agreement));
        if (on.agreements.at(ask->agreement.text()).status != agreement_status::active)
            return no(reason::agreement_not_active, ask->agreement.text());
        CHECK_OK(check_resale(on, ask->authorization));
    }
    if (const auto* ask = what.find<create_direct_replacement>())
        CHECK_OK(check_replaced(on, ask->agreement));
    return {};
}

// An authorization that has ended or is restricted cannot be restricted, which is known at once
// (R-RA-32).
result<void> check_restriction(const working_copies& on, const change& what) {
    if (!what.find<restrict_authorization>()) return {};
    const resale_authorization& of = on.authorizations.at(what.entity);
    if (of.state == authorization_state::restricted || of.has_expired(on.now))
        return no_today(reason::authorization_not_restrictable, on.now.day(), what.entity);
    return {};
}

std::vector<std::size_t> ranked(const change_set& set) {
    std::vector<std::size_t> order(set.changes.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::ranges::sort(order, {},
                      [&](std::size_t at) { return std::pair(set.changes[at].facts().rank, at); });
    return order;
}

// What a change asks of the state that all others lead to: it is judged after that state is.
bool is_release(const change& what) {
    return change_rank::product_release <= what.facts().rank;
}

void apply_updates(working_copies& on, change_set& set) {
    for (const std::size_t at : ranked(set)) {
        change& what = set.changes[at];
        if (is_release(what)) continue;
        const bool may_start = !what.led_to_nothing;
        // What is created is judged all the same, if there is something to create it from.
        if (!may_start && !what.creates()) continue;
        if (!what.creates() && !has_entity(on, what)) continue; // its creation failed and says so
        refusals found = check_fits_offer(on, what);
        if (found) found = what.details->apply_to(on, what);
        on.touched.insert(what.entity);
        if (!may_start) continue; // it has said so
        what.led_to_nothing = found.gave_up();
        what.errors.insert(what.errors.end(), found.begin(), found.end());
    }
}

void apply_releases(working_copies& on, change_set& set) {
    for (const std::size_t at : ranked(set)) {
        change& what = set.changes[at];
        if (!is_release(what) || what.led_to_nothing || !has_entity(on, what)) continue;
        for (const refusal& each : what.details->apply_to(on, what)) blame_release(set, what, each);
        on.touched.insert(what.entity);
    }
}

bool names_entity(const change_set& set, const std::string& id) {
    return std::ranges::any_of(set.changes, [&](const change& each) { return each.entity == id; });
}

// What a set touches without a change of its own, an offer it cancels, is judged by nothing it
// says.
void judge(const working_copies& on, change_set& set, const auto& entities) {
    for (const auto& [id, entity] : entities) {
        if (!names_entity(set, id)) continue;
        for (const refusal& each : faults_of(on, entity)) blame(set, id, each);
    }
}

bool has_failed(const change_set& set, const std::string& entity) {
    return std::ranges::any_of(set.changes, [&](const change& each) {
        return each.entity == entity && !each.errors.empty();
    });
}

// A product is shown with a released offer; one whose own changes failed has said so.
void judge_products(const working_copies& on, change_set& set) {
    const auto offer_failed = [&](const product& of) {
        return std::ranges::any_of(on.offers, [&](const auto& each) {
            return each.second.product == of.id && has_failed(set, each.first);
        });
    };
    for (change& what : set.changes) {
        const auto found = on.products.find(what.entity);
        if (found == on.products.end() || !is_release(what)) continue;
        if (has_failed(set, what.entity)) continue;
        const auto checked = check_final(on, found->second);
        if (!checked && !offer_failed(found->second)) what.errors.push_back(checked.error());
    }
}

// Applies the changes and judges the state they lead to, releases last; whether all may happen.
bool apply_all(working_copies& on, change_set& set) {
    apply_updates(on, set);
    judge(on, set, on.authorizations);
    judge(on, set, on.offers);
    apply_releases(on, set);
    judge_products(on, set);
    return std::ranges::all_of(set.changes, [](const change& each) { return each.errors.empty(); });
}

using change_types = std::set<std::pair<std::string, std::string>>; // each of an entity

result<void> check_start_of(const working_copies& on, const change_set& set, const change& what,
                            const std::set<std::string>& locked, change_types& seen) {
    if (!seen.insert({what.type, what.entity}).second)
        return no(reason::change_type_repeated, what.type);
    if (!what.tags.empty() && !what.creates()) return no(reason::tags_without_creation);
    CHECK_OK(check_tags({}, what.tags));
    if (!creates_entity_of(set, what)) {
        CHECK_OK(check_existing(on, what, locked));
        CHECK_OK(check_restriction(on, what));
    }
    return check_source(on, set, what);
}

// As AWS tells who submitted the set.
event_content told_of(const change_set& set) {
    event_content told{{"Catalog", "AWSMarketplace"},
                       {"ChangeSetId", set.id.text()},
                       {"ChangeSetName", set.name},
                       {"StartTime", set.started.text()},
                       {"EndTime", set.ended->text()}};
    if (set.failure != change_set_failure::none)
        told.emplace_back("FailureCode", name_of(set.failure));
    return told;
}

} // namespace

result<void> check_start(const working_copies& on, const change_set& set,
                         const std::set<std::string>& locked) {
    change_types seen;
    for (const change& what : set.changes) CHECK_OK(check_start_of(on, set, what, locked, seen));
    return {};
}

change_set checked(working_copies on, change_set set, const std::set<std::string>& locked) {
    change_types seen;
    for (change& what : set.changes) {
        const auto may_start = check_start_of(on, set, what, locked, seen);
        what.led_to_nothing = !may_start;
        if (!may_start) what.errors.push_back(may_start.error());
    }
    apply_all(on, set);
    return set;
}

std::set<std::string> offers_in(const change_set& set) {
    std::set<std::string> made;
    for (const change& each : set.changes)
        if (each.entity_type.starts_with("Offer@")) made.insert(each.entity);
    return made;
}

result<decision> start(const working_copies& on, change_set set, const std::vector<tag>& tags,
                       const work_at_hand& beside, instant begins) {
    if (beside.open_sets >= beside.open_sets_max) return no(reason::too_many_open_change_sets);
    CHECK_OK(check_start(on, set, beside.locked));
    CHECK_OK(check_tags({}, tags));
    std::set<std::string> offers = offers_in(set);
    offers.insert(beside.offers.begin(), beside.offers.end());
    if (beside.offers_max && *beside.offers_max < static_cast<std::int64_t>(offers.size()))
        return no(reason::too_many_concurrent_offers);

    decision out;
    out.made = set.id.text();
    const bool applies = set.intent == change_set_intent::apply;
    if (applies) {
        for (const tag& each : tags)
            out.writes.push_back(resource_tag{set.owner, set.id.text(), each.key, each.value});
        std::set<std::string> held;
        for (const change& each : set.changes)
            if (!each.creates() && held.insert(each.entity).second)
                out.writes.push_back(lock_taken{set.owner, each.entity, set.id});
    }
    out.writes.push_back(due_work{set.owner, due_kind::apply_change_set, set.id.text(),
                                  applies ? begins : set.started});
    out.writes.push_back(std::move(set));
    return out;
}

bool begins_later(const change_set& set, const due_work& work) {
    return set.status == change_set_status::preparing && set.started < work.due;
}

decision begin(const change_set& set, const due_work& work) {
    decision out;
    change_set begun = set;
    begun.status = change_set_status::applying;
    due_work rest = work;
    rest.due = work.due.plus_ms(work.due.ms() - set.started.ms());
    out.writes.push_back(due_done{work});
    out.writes.push_back(std::move(rest));
    out.writes.push_back(std::move(begun));
    return out;
}

decision finish(working_copies on, change_set set, const due_work& work) {
    assert(set.is_open());
    const working_copies before = on;
    const bool ok = apply_all(on, set);
    set.status = ok ? change_set_status::succeeded : change_set_status::failed;
    set.failure = ok ? change_set_failure::none : change_set_failure::client_error;
    set.ended = on.now;

    decision out;
    if (ok && set.intent == change_set_intent::apply) {
        out = committed(before, on);
        for (const change& each : set.changes)
            for (const tag& one : each.tags)
                out.writes.push_back(resource_tag{set.owner, each.entity, one.key, one.value});
    }
    out.writes.push_back(locks_released{set.owner, set.id});
    out.writes.push_back(due_done{work});
    const auto kind = ok ? event_kind::change_set_succeeded : event_kind::change_set_failed;
    out.events.push_back(
        {set.owner, kind, event_part::submitter, set.id.text(), on.now, told_of(set)});
    out.writes.push_back(std::move(set));
    return out;
}

result<decision> cancel(const change_set& set, const due_work& work, instant now) {
    if (set.status != change_set_status::preparing)
        return no(reason::change_set_not_cancellable, set.id.text());
    decision out;
    change_set cancelled = set;
    cancelled.status = change_set_status::cancelled;
    cancelled.ended = now;
    out.writes.push_back(locks_released{set.owner, set.id});
    out.writes.push_back(due_done{work});
    out.writes.push_back(std::move(cancelled));
    return out;
}

} // namespace cppo::market
