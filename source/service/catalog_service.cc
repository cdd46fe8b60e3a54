#include "service/catalog_service.h"

#include <algorithm>
#include <limits>

#include "service/catalog_loader.h"
#include "service/limit_service.h"
#include "service/publishing.h"
#include "service/sight.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

void add_name(session& in, entity_facts& to, const account_id& id) {
    if (const auto found = store::find<account>(in, id)) to.names.emplace(id, found->name);
}

entity_facts facts_of(session& in, product of) {
    entity_facts made{of, of.owner, of.id.text(), of.revision, of.modified, {}};
    add_name(in, made, of.owner);
    return made;
}

entity_facts facts_of(session& in, resale_authorization of) {
    const auto use = store::find<authorization_use>(in, of.owner, of.id);
    authorization_view shown{of, use.value_or(authorization_use{of.owner, of.id, of.offers_max, 0}),
                             store::find<product>(in, of.owner, of.product).value()};
    entity_facts made{std::move(shown), of.owner, of.id.text(), of.revision, of.modified, {}};
    add_name(in, made, of.owner);
    add_name(in, made, of.reseller);
    for (const account_id& each : of.terms.buyers) add_name(in, made, each);
    return made;
}

entity_facts facts_of(session&, offer of) {
    return {of, of.owner, of.id.text(), of.revision, of.modified, {}};
}

entity_facts facts_of(session&, public_offer of) {
    return {of, of.owner, of.id.text(), of.revision, of.modified, {}};
}

std::optional<entity_facts> find_facts(session& in, const account_id& viewer,
                                       const std::string& id) {
    if (auto found =
            find_seen<product>(in, viewer, entity_kind::product, product_id::minted(id), {}))
        return facts_of(in, *found);
    if (auto found =
            find_seen<resale_authorization>(in, viewer, entity_kind::resale_authorization,
                                            authorization_id::minted(id), {view_role::reseller}))
        return facts_of(in, *found);
    if (auto found = find_seen<offer>(in, viewer, entity_kind::offer, offer_id::minted(id), {}))
        return facts_of(in, *found);
    if (auto found = find_seen<public_offer>(in, viewer, entity_kind::public_offer,
                                             offer_id::minted(id), {}))
        return facts_of(in, *found);
    return {};
}

// Rows of a list after a mark, newest first.
template <class Row>
std::vector<Row> own_rows(session& in, const account_id& owner, const page_mark& after,
                          std::size_t count) {
    return store::select<Row>(
        in,
        "WHERE owner = $1 AND (modified_us < $2 OR (modified_us = $2 AND id < $3)) "
        "ORDER BY modified_us DESC, id DESC LIMIT $4",
        {owner.text(), after.order, after.id, static_cast<std::int64_t>(count)});
}

template <class Row>
std::vector<entity_facts> own_facts(session& in, const account_id& owner, const page_mark& after,
                                    std::size_t count) {
    std::vector<entity_facts> made;
    for (Row& each : own_rows<Row>(in, owner, after, count))
        made.push_back(facts_of(in, std::move(each)));
    return made;
}

// Offers from authorizations and public ones are one list to their owner.
std::vector<entity_facts> own_offers(session& in, const account_id& owner, const page_mark& after,
                                     std::size_t count) {
    auto made = own_facts<offer>(in, owner, after, count);
    for (entity_facts& each : own_facts<public_offer>(in, owner, after, count))
        made.push_back(std::move(each));
    std::ranges::sort(made, std::greater<>(),
                      [](const entity_facts& each) { return std::pair(each.modified, each.id); });
    if (made.size() > count)
        made.erase(made.begin() + static_cast<std::ptrdiff_t>(count), made.end());
    return made;
}

std::vector<entity_facts> shared_facts(session& in, const account_id& viewer,
                                       const page_mark& after, std::size_t count) {
    std::vector<entity_facts> made;
    for (const view& each : store::select<view>(
             in,
             "WHERE viewer = $1 AND role = 'reseller' AND kind = 'resale_authorization' "
             "AND (modified_us < $2 OR (modified_us = $2 AND id < $3)) "
             "ORDER BY modified_us DESC, id DESC LIMIT $4",
             {viewer.text(), after.order, after.id, static_cast<std::int64_t>(count)})) {
        auto found =
            store::find<resale_authorization>(in, each.owner, authorization_id::minted(each.id));
        if (found) made.push_back(facts_of(in, std::move(*found)));
    }
    return made;
}

std::vector<entity_facts> facts_after(session& in, const account_id& viewer, const entity_list& ask,
                                      const page_mark& after, std::size_t count) {
    if (ask.shared) {
        if (ask.kind != entity_kind::resale_authorization) return {};
        return shared_facts(in, viewer, after, count);
    }
    switch (ask.kind) {
        case entity_kind::product:
            return own_facts<product>(in, viewer, after, count);
        case entity_kind::resale_authorization:
            return own_facts<resale_authorization>(in, viewer, after, count);
        case entity_kind::offer:
            return own_offers(in, viewer, after, count);
        default:
            return {};
    }
}

// Counted as what is left to do of them, so that ended ones are not looked at.
std::int64_t open_change_sets(session& in, const account_id& owner) {
    std::int64_t open = 0;
    in.run("SELECT COUNT(*) FROM due_work WHERE owner = $1 AND kind = $2",
           {owner.text(), store::column_type<due_kind>::store(due_kind::apply_change_set)},
           [&](const store::row& at) { open = at.integer(0); });
    return open;
}

const page_mark newest{std::numeric_limits<std::int64_t>::max(), ""};

} // namespace

result<change_set_id> catalog_service::start(const actor& by, const change_set_request& ask) {
    const command what{by, by.account, "StartChangeSet", ask.token, ask.request_hash};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
        if (open_change_sets(in, by.account) >= open_change_sets_max(in))
            return no(reason::too_many_open_change_sets);
        change_set set{by.account,
                       ids.next<change_set_kind>(),
                       0,
                       ask.name.empty() ? "Submitted by " + by.account.text() : ask.name,
                       ask.intent,
                       change_set_status::preparing,
                       now,
                       {},
                       change_set_failure::none,
                       ask.changes};
        CHECK_OK(check_start(load_catalog(in, by.account, set, now), set,
                             locked_entities(in, by.account)));
        outcome made{{}, set.id.text(), set.id.text()};
        // A check that writes nothing holds nothing back.
        if (set.intent == change_set_intent::apply) {
            std::set<std::string> held;
            for (const change& each : set.changes)
                if (!each.creates() && held.insert(each.entity).second)
                    made.decision.writes.push_back(lock_taken{set.owner, each.entity, set.id});
        }
        const bool applies = set.intent == change_set_intent::apply;
        made.decision.writes.push_back(due_work{set.owner, due_kind::apply_change_set,
                                                set.id.text(),
                                                applies ? publishing_begins(in, now) : now});
        made.decision.writes.push_back(std::move(set));
        return made;
    });
    return change_set_id::minted(TRY(answer));
}

result<change_set_id> catalog_service::cancel(const actor& by, const change_set_id& id) {
    const command what{by, by.account, "CancelChangeSet", "", ""};
    const auto answer = on_.run(what, [&](session& in, mint&, instant now) -> result<outcome> {
        const auto found = store::find<change_set>(in, by.account, id);
        if (!found) return no(reason::change_set_not_found, id.text());
        const auto work =
            store::find<due_work>(in, by.account, due_kind::apply_change_set, id.text());
        if (!work) return no(reason::change_set_not_cancellable, id.text());
        return outcome{TRY(market::cancel(*found, *work, now)), id.text(), id.text()};
    });
    return change_set_id::minted(TRY(answer));
}

result<change_set> catalog_service::describe(const account_id& viewer, const change_set_id& id) {
    std::optional<change_set> found;
    on_.read([&](session& in, instant) { found = store::find<change_set>(in, viewer, id); });
    if (!found) return no(reason::change_set_not_found, id.text());
    return std::move(*found);
}

result<page<change_set>> catalog_service::list(const account_id& viewer,
                                               const change_set_list& ask) {
    const auto mark = TRY(mark_of(ask.token, ask.asked));
    page<change_set> made;
    const char* order =
        ask.ascending ? "WHERE owner = $1 AND (started_us > $2 OR (started_us = $2 AND id > $3)) "
                        "ORDER BY started_us, id LIMIT $4"
                      : "WHERE owner = $1 AND (started_us < $2 OR (started_us = $2 AND id < $3)) "
                        "ORDER BY started_us DESC, id DESC LIMIT $4";
    const page_mark first = ask.ascending ? page_mark{-1, ""} : newest;
    const page_mark after = mark.value_or(first);
    on_.read([&](session& in, instant) {
        const auto rows = store::select<change_set>(
            in, order,
            {viewer.text(), after.order, after.id, static_cast<std::int64_t>(rows_scanned_max)});
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (ask.wanted(rows[at])) made.items.push_back(rows[at]);
            const bool full = made.items.size() == ask.size && at + 1 < rows.size();
            if (!full && at + 1 < rows_scanned_max) continue;
            made.next = token_of({rows[at].started.us(), rows[at].id.text()}, ask.asked);
            break;
        }
    });
    return made;
}

result<entity_facts> catalog_service::describe_entity(const account_id& viewer,
                                                      const std::string& id) {
    std::optional<entity_facts> found;
    on_.read([&](session& in, instant) { found = find_facts(in, viewer, id); });
    if (!found) return no(reason::entity_not_found, id);
    return std::move(*found);
}

result<page<entity_facts>> catalog_service::list_entities(const account_id& viewer,
                                                          const entity_list& ask) {
    const auto mark = TRY(mark_of(ask.token, ask.asked));
    page<entity_facts> made;
    on_.read([&](session& in, instant) {
        page_mark after = mark.value_or(newest);
        for (std::size_t scanned = 0; scanned < rows_scanned_max;) {
            const std::size_t wanted = ask.size + 1;
            auto rows = facts_after(in, viewer, ask, after, wanted);
            for (entity_facts& each : rows) {
                if (made.items.size() == ask.size) {
                    made.next = token_of(after, ask.asked);
                    return;
                }
                after = {each.modified.us(), each.id};
                if (ask.wanted(each)) made.items.push_back(std::move(each));
            }
            scanned += rows.size();
            if (rows.size() < wanted) return;
        }
        made.next = token_of(after, ask.asked);
    });
    return made;
}

} // namespace cppo::service
