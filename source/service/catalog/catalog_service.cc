#include "service/catalog/catalog_service.h"

#include <algorithm>
#include <limits>

#include "service/catalog/publishing.h"
#include "service/catalog/working_copies.h"
#include "service/command/limit_service.h"
#include "service/reading/visibility.h"
#include "store/tables/change_sets.h"
#include "store/tables/resources.h"
#include "store/tables/work.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

// The place of an entity the viewer owns, was shared, or may read by its policy; none otherwise.
std::optional<location> find_place(session& in, const account_id& viewer, const std::string& id) {
    const auto place = store::find<location>(in, id);
    if (!place || place->owner == viewer) return place;
    if (place->kind == entity_kind::resale_authorization &&
        store::find<view>(in, viewer, view_role::reseller, place->kind, id))
        return place;
    const auto policy = store::find<resource_policy>(in, place->owner, id);
    return policy && policy->lets_read(viewer) ? place : std::nullopt;
}

std::int64_t moment_of(const change_set& set, const change_set_list& ask) {
    if (!ask.by_end) return set.started.us();
    return set.ended ? set.ended->us() : std::numeric_limits<std::int64_t>::max();
}

// The rows of `where`, of which the arguments are the owner, the count and those given.
std::vector<change_set> sorted_rows(session& in, const account_id& viewer,
                                    const change_set_list& ask, const std::string& where,
                                    std::vector<store::value> given, std::size_t count) {
    const std::string moment =
        ask.by_end ? "COALESCE(ended_us, 9223372036854775807)" : "started_us";
    const std::string direction = ask.ascending ? "" : " DESC";
    given.insert(given.begin(), {viewer.text(), static_cast<std::int64_t>(count)});
    std::string sql = "WHERE owner = $1";
    if (!where.empty()) sql += " AND " + moment + where;
    return store::select<change_set>(
        in, sql + " ORDER BY " + moment + direction + ", id" + direction + " LIMIT $2", given);
}

std::vector<change_set> rows_after(session& in, const account_id& viewer,
                                   const change_set_list& ask,
                                   const std::optional<page_mark>& after, std::size_t count) {
    if (!after) return sorted_rows(in, viewer, ask, "", {}, count);
    const std::string past = ask.ascending ? " > " : " < ";
    // First those of the same moment, as lists of entities do.
    auto made = sorted_rows(in, viewer, ask, " = $3 AND id" + past + "$4",
                            {after->order, after->id}, count);
    if (made.size() < count)
        for (change_set& each :
             sorted_rows(in, viewer, ask, past + "$3", {after->order}, count - made.size()))
            made.push_back(std::move(each));
    return made;
}

// Counted as what is left to do of them, so that ended ones are not looked at.
std::int64_t open_change_sets(session& in, const account_id& owner) {
    std::int64_t open = 0;
    in.run("SELECT COUNT(*) FROM due_work WHERE owner = $1 AND kind = $2",
           {owner.text(), store::column_type<due_kind>::store(due_kind::apply_change_set)},
           [&](const store::row& at) { open = at.integer(0); });
    return open;
}

// Offers at work are read only where the operator has set a limit, since they stand in every open
// set.
work_at_hand at_hand(session& in, const account_id& owner) {
    work_at_hand made{.locked = locked_entities(in, owner),
                      .open_sets = open_change_sets(in, owner),
                      .open_sets_max = open_change_sets_max(in),
                      .offers_max = concurrent_offers_max(in)};
    if (!made.offers_max) return made;
    for (const due_work& each : store::select<due_work>(
             in, "WHERE owner = $1 AND kind = $2",
             {owner.text(), store::column_type<due_kind>::store(due_kind::apply_change_set)}))
        if (const auto open =
                store::find<change_set>(in, owner, change_set_id::minted(each.subject)))
            made.offers.merge(offers_in(*open));
    return made;
}

} // namespace

result<change_set_id> catalog_service::start(const actor& by, const change_set_request& ask) {
    const command what{by, by.account, "StartChangeSet", ask.token, ask.request_hash};
    const auto answer = on_.run(what, [&](session& in, mint& ids, instant now) -> result<outcome> {
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
        const working_copies on = load_working_copies(in, by.account, set, now);
        const instant begins = publishing_begins(in, now);
        return outcome::of(
            TRY(market::start(on, std::move(set), ask.tags, at_hand(in, by.account), begins)));
    });
    return change_set_id::minted(TRY(answer));
}

change_set catalog_service::check(const actor& by, std::vector<change> changes) {
    return on_.read([&](session& in, instant now) {
        change_set set{by.account,
                       change_set_id::minted("checked"),
                       0,
                       "",
                       change_set_intent::validate,
                       change_set_status::preparing,
                       now,
                       {},
                       change_set_failure::none,
                       std::move(changes)};
        working_copies on = load_working_copies(in, by.account, set, now);
        return checked(std::move(on), std::move(set), locked_entities(in, by.account));
    });
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
    auto found =
        on_.read([&](session& in, instant) { return store::find<change_set>(in, viewer, id); });
    if (!found) return no(reason::change_set_not_found, id.text());
    return std::move(*found);
}

result<page<change_set>> catalog_service::list(const account_id& viewer,
                                               const change_set_list& ask) {
    constexpr std::size_t step_max = 256;
    const auto first = TRY(mark_of(ask.token));
    return on_.read([&](session& in, instant) {
        page<change_set> made;
        auto after = first;
        std::size_t step = ask.size + 1;
        for (std::size_t scanned = 0; scanned < rows_scanned_max;
             step = std::min(step_max, step * 4)) {
            auto rows = rows_after(in, viewer, ask, after, step);
            scanned += rows.size();
            for (change_set& each : rows) {
                if (made.items.size() == ask.size) {
                    made.next = token_of(*after);
                    return made;
                }
                after = {moment_of(each, ask), each.id.text()};
                if (ask.wanted(each)) made.items.push_back(std::move(each));
            }
            if (rows.size() < step) return made;
        }
        made.next = token_of(*after);
        return made;
    });
}

result<entity_facts> catalog_service::describe_entity(const account_id& viewer,
                                                      const std::string& id) {
    return std::move(describe_entities(viewer, {id}).front());
}

std::vector<result<entity_facts>> catalog_service::describe_entities(
    const account_id& viewer, const std::vector<std::string>& ids) {
    return on_.read([&](session& in, instant) {
        std::vector<result<entity_facts>> made;
        for (const std::string& id : ids) {
            const auto place = find_place(in, viewer, id);
            auto found = place ? find_facts(in, *place) : std::nullopt;
            if (found)
                made.emplace_back(std::move(*found));
            else
                made.emplace_back(no(reason::entity_not_found, id));
        }
        return made;
    });
}

result<page<entity_facts>> catalog_service::list_entities(const entity_list& ask) {
    return on_.read([&](session& in, instant) { return service::list_entities(in, ask); });
}

} // namespace cppo::service
