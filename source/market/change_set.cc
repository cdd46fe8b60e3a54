#include "market/change_set.h"

#include <algorithm>
#include <cassert>
#include <type_traits>

#include "market/blame.h"
#include "market/catalog_changes.h"
#include "market/seller_gate.h"

namespace cppo::market {
namespace {

template <class Ask, class... Some>
constexpr bool is_one_of = (std::is_same_v<Ask, Some> || ...);

// What a change works on. Partner offers and public offers are told apart by check_fits_offer.
entity_kind kind_of(const change& what) {
    return std::visit(
        [&]<class Ask>(const Ask&) {
            if constexpr (std::is_same_v<Ask, impossible>)
                return what.entity_type.starts_with("ResaleAuthorization")
                           ? entity_kind::resale_authorization
                           : entity_kind::offer;
            else if constexpr (is_one_of<Ask, create_product, update_product_information,
                                         add_dimensions, update_dimensions, restrict_dimensions,
                                         update_visibility, release_product, add_delivery_options,
                                         add_regions, add_instance_types, update_product_targeting>)
                return entity_kind::product;
            else if constexpr (is_one_of<
                                   Ask, create_authorization, update_authorization_information,
                                   update_authorization_availability, update_buyer_targeting,
                                   update_buyer_validity, update_authorization_legal,
                                   update_authorization_pricing, update_authorization_schedule,
                                   update_authorization_net_payment, release_authorization,
                                   restrict_authorization>)
                return entity_kind::resale_authorization;
            else
                return entity_kind::offer;
        },
        what.details);
}

// Calls `look` with each list a change's entity may stand in, until one says true.
template <class Look>
bool look_up(const catalog& on, const change& what, Look look) {
    switch (kind_of(what)) {
        case entity_kind::product:
            return look(on.products);
        case entity_kind::resale_authorization:
            return look(on.authorizations);
        default:
            return look(on.offers) || look(on.public_offers);
    }
}

bool has_entity(const catalog& on, const change& what) {
    return look_up(on, what, [&](const auto& entities) { return entities.contains(what.entity); });
}

bool is_own(const catalog& on, const change& what, std::int64_t& revision) {
    return look_up(on, what, [&](const auto& entities) {
        const auto found = entities.find(what.entity);
        if (found == entities.end() || found->second.owner != on.by) return false;
        revision = found->second.revision;
        return true;
    });
}

bool is_visible(const catalog& on, const std::string& id) {
    const auto found = on.authorizations.find(id);
    return found != on.authorizations.end() && found->second.reseller == on.by &&
           found->second.state != authorization_state::draft;
}

result<void> check_existing(const catalog& on, const change& what,
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
        return each.creates() && each.entity == what.entity && kind_of(each) == kind_of(what);
    });
}

// A usable authorization of a paid seller; both sides share authorizations (R-ELG-02, R-ELG-04).
result<void> check_resale(const catalog& on, const authorization_id& id) {
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
result<void> check_replaced(const catalog& on, const agreement_id& id) {
    const auto found = on.agreements.find(id.text());
    if (found == on.agreements.end() || found->second.proposer != on.by)
        return no(reason::agreement_not_found, id.text());
    return {};
}

// What a creating change refers to must exist and be the caller's to use before the set is
// accepted.
result<void> check_source(const catalog& on, const change_set& set, const change& what) {
    if (const auto* ask = std::get_if<create_authorization>(&what.details)) {
        if (created_within(set, ask->product.text())) return {};
        const auto of = on.products.find(ask->product.text());
        if (of == on.products.end() || of->second.owner != on.by || !of->second.can_be_sold())
            return no(reason::product_not_found, ask->product.text());
    }
    if (const auto* ask = std::get_if<create_public_offer>(&what.details)) {
        const auto of = on.products.find(ask->product.text());
        const bool own = of != on.products.end() && of->second.owner == on.by;
        if (!own && !created_within(set, ask->product.text()))
            return no(reason::product_not_found, ask->product.text());
    }
    if (const auto* ask = std::get_if<create_offer>(&what.details)) {
        CHECK_OK(check_resale(on, ask->authorization));
    }
    if (const auto* ask = std::get_if<create_replacement>(&what.details)) {
        CHECK_OK(check_replaced(on, ask->agreement));
        if (on.agreements.at(ask->agreement.text()).status != agreement_status::active)
            return no(reason::agreement_not_active, ask->agreement.text());
        CHECK_OK(check_resale(on, ask->authorization));
    }
    if (const auto* ask = std::get_if<create_direct_replacement>(&what.details))
        CHECK_OK(check_replaced(on, ask->agreement));
    return {};
}

// An authorization that has ended or is restricted cannot be restricted, which is known at once
// (R-RA-32).
result<void> check_restriction(const catalog& on, const change& what) {
    if (!std::holds_alternative<restrict_authorization>(what.details)) return {};
    const resale_authorization& of = on.authorizations.at(what.entity);
    if (of.state == authorization_state::restricted || of.has_expired(on.now))
        return no(reason::authorization_not_restrictable, what.entity);
    return {};
}

std::vector<std::size_t> ranked(const change_set& set) {
    std::vector<std::size_t> order(set.changes.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::ranges::sort(
        order, {}, [&](std::size_t at) { return std::pair(rank_of(set.changes[at].details), at); });
    return order;
}

bool apply_all(catalog& on, change_set& set) {
    std::set<std::string> failed;
    for (const std::size_t at : ranked(set)) {
        change& what = set.changes[at];
        // What a release would miss is what failed before, so it adds no error of its own.
        if (what.type.starts_with("Release") && failed.contains(what.entity)) continue;
        if (!what.creates() && !has_entity(on, what)) continue; // its creation failed and says so
        auto done = check_fits_offer(on, what);
        if (done)
            done = std::visit([&](const auto& ask) { return apply(on, what, ask); }, what.details);
        on.touched.insert(what.entity);
        if (done) continue;
        what.errors.push_back(done.error());
        failed.insert(what.entity);
    }
    return failed.empty();
}

bool names_entity(const change_set& set, const std::string& id) {
    return std::ranges::any_of(set.changes, [&](const change& each) { return each.entity == id; });
}

bool check_final_state(const catalog& on, change_set& set) {
    bool ok = true;
    const auto check = [&](const auto& entities) {
        for (const auto& [id, entity] : entities) {
            // What a set touches without a change of its own, an offer it cancels, is judged by
            // nothing it says.
            if (!on.touched.contains(id) || !names_entity(set, id)) continue;
            const auto checked = check_final(on, entity);
            if (checked) continue;
            blame(set, id, checked.error());
            ok = false;
        }
    };
    check(on.products);
    check(on.authorizations);
    check(on.offers);
    return ok;
}

} // namespace

result<void> check_start(const catalog& on, const change_set& set,
                         const std::set<std::string>& locked) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const change& what : set.changes) {
        if (!seen.insert({what.type, what.entity}).second)
            return no(reason::change_type_repeated, what.type);
        if (!what.tags.empty() && !what.creates()) return no(reason::tags_without_creation);
        CHECK_OK(check_tags({}, what.tags));
        if (!creates_entity_of(set, what)) {
            CHECK_OK(check_existing(on, what, locked));
            CHECK_OK(check_restriction(on, what));
        }
        CHECK_OK(check_source(on, set, what));
    }
    return {};
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

decision finish(catalog on, change_set set, const due_work& work) {
    assert(set.is_open());
    const catalog before = on;
    const bool ok = apply_all(on, set) && check_final_state(on, set);
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
    out.events.push_back({set.owner, kind, event_part::submitter, set.id.text(), on.now});
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
