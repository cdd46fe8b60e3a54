#include "service/catalog/resource_service.h"

#include "store/tables/change_sets.h"
#include "store/tables/products.h"
#include "store/tables/resources.h"
#include "store/tables/views.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr std::string_view change_set_type = "ChangeSet";

// The type of an entity as ARNs have it; empty where there is none.
std::string type_at(session& in, const location& place) {
    switch (place.kind) {
        case entity_kind::product: {
            const auto of = store::find<product>(in, place.owner, product_id::minted(place.id));
            return of ? std::string(cppo::name_of(of->type)) : "";
        }
        case entity_kind::resale_authorization:
            return "ResaleAuthorization";
        case entity_kind::offer:
            return "Offer";
        case entity_kind::agreement:
        case entity_kind::invoice:
        case entity_kind::access_key:
        case entity_kind::payment_reference:
            return ""; // no entities of the Catalog
    }
    __builtin_unreachable();
}

result<void> check_entity(session& in, const account_id& caller, const resource_name& of) {
    const auto place = store::find<location>(in, of.id);
    if (of.owner != caller || !place || place->owner != caller || type_at(in, *place) != of.type)
        return no(reason::resource_not_found, of.id);
    return {};
}

result<void> check_resource(session& in, const account_id& caller, const resource_name& of) {
    if (of.type != change_set_type) return check_entity(in, caller, of);
    if (of.owner != caller || !store::find<change_set>(in, caller, change_set_id::minted(of.id)))
        return no(reason::resource_not_found, of.id);
    return {};
}

std::vector<resource_tag> tags_on(session& in, const resource_name& of) {
    return store::select<resource_tag>(in, "WHERE owner = $1 AND resource = $2 ORDER BY name",
                                       {of.owner.text(), of.id});
}

command change_of(const actor& by, const char* operation) {
    return {by, by.account, operation, "", ""};
}

result<void> without_answer(const result<std::string>& answer) {
    if (!answer) return std::unexpected(answer.error());
    return {};
}

} // namespace

result<void> resource_service::add_tags(const actor& by, const resource_name& of,
                                        const std::vector<tag>& tags) {
    return without_answer(
        on_.run(change_of(by, "TagResource"), [&](session& in, mint&, instant) -> result<outcome> {
            CHECK_OK(check_resource(in, by.account, of));
            std::set<std::string> kept;
            for (const resource_tag& each : tags_on(in, of)) kept.insert(each.key);
            CHECK_OK(check_tags(kept, tags));
            outcome made{{}, of.id, of.id};
            for (const tag& each : tags)
                made.decision.writes.push_back(resource_tag{of.owner, of.id, each.key, each.value});
            return made;
        }));
}

result<void> resource_service::remove_tags(const actor& by, const resource_name& of,
                                           const std::vector<std::string>& keys) {
    return without_answer(on_.run(
        change_of(by, "UntagResource"), [&](session& in, mint&, instant) -> result<outcome> {
            CHECK_OK(check_resource(in, by.account, of));
            outcome made{{}, of.id, of.id};
            for (const std::string& each : keys)
                made.decision.writes.push_back(resource_tag_removed{of.owner, of.id, each});
            return made;
        }));
}

result<std::vector<tag>> resource_service::tags(const account_id& viewer, const resource_name& of) {
    return on_.read([&](session& in, instant) -> result<std::vector<tag>> {
        CHECK_OK(check_resource(in, viewer, of));
        std::vector<tag> made;
        for (resource_tag& each : tags_on(in, of))
            made.push_back({std::move(each.key), std::move(each.value)});
        return made;
    });
}

result<void> resource_service::put_policy(const actor& by, const resource_name& of,
                                          const std::string& text,
                                          const std::vector<account_id>& readers) {
    return without_answer(on_.run(
        change_of(by, "PutResourcePolicy"), [&](session& in, mint&, instant) -> result<outcome> {
            CHECK_OK(check_entity(in, by.account, of));
            outcome made{{}, of.id, of.id};
            made.decision.writes.push_back(resource_policy{of.owner, of.id, text, readers});
            return made;
        }));
}

result<void> resource_service::remove_policy(const actor& by, const resource_name& of) {
    return without_answer(on_.run(
        change_of(by, "DeleteResourcePolicy"), [&](session& in, mint&, instant) -> result<outcome> {
            CHECK_OK(check_entity(in, by.account, of));
            if (!store::find<resource_policy>(in, of.owner, of.id))
                return no(reason::policy_not_found, of.id);
            outcome made{{}, of.id, of.id};
            made.decision.writes.push_back(resource_policy_removed{of.owner, of.id});
            return made;
        }));
}

result<std::string> resource_service::policy(const account_id& viewer, const resource_name& of) {
    return on_.read([&](session& in, instant) -> result<std::string> {
        CHECK_OK(check_entity(in, viewer, of));
        auto found = store::find<resource_policy>(in, of.owner, of.id);
        if (!found) return no(reason::policy_not_found, of.id);
        return std::move(found->text);
    });
}

} // namespace cppo::service
