#include "wire/catalog/catalog_calls.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "notation/changes/fault_places.h"
#include "service/secrets/digest.h"
#include "wire/catalog/assessment_calls.h"
#include "wire/catalog/catalog_shapes.h"
#include "wire/catalog/change_check.h"
#include "wire/catalog/change_reader.h"
#include "wire/catalog/change_set_question.h"
#include "wire/catalog/entity_document.h"
#include "wire/catalog/entity_question.h"
#include "wire/catalog/entity_summary.h"
#include "wire/catalog/resource_calls.h"
#include "wire/catalog/tag_list.h"
#include "wire/message/fault_table.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using market::change;
using market::change_set;
using service::actor;
using service::catalog_service;
using service::entity_facts;
using answer = std::expected<json::value, fault>;

json::object named(const account_id& owner, const change_set_id& id) {
    return {{"ChangeSetId", id.text()}, {"ChangeSetArn", arn_of(owner, "ChangeSet", id.text())}};
}

answer start_change_set(catalog_service& catalog, const shapes& described, const call& from,
                        const actor& who) {
    const json::object& in = from.input.as_object();
    // Whoever is refused is told everything that is wrong.
    const auto refused = [&](fault said) -> answer {
        if (said.name != "ValidationException") return std::unexpected(std::move(said));
        return std::unexpected(
            with_fields(std::move(said), check_changes(catalog, described, in, who)));
    };
    for (const json::value& each : get_list(in, "ChangeSet"))
        if (auto may = check_allowed(who, "StartChangeSet",
                                     get_text(get_object(each.as_object(), "Entity"), "Type"));
            !may)
            return std::unexpected(catalog_fault(may.error()));
    mint ids(service::random_seed());
    read_set read = read_changes(get_list(in, "ChangeSet"), described, ids);
    if (!read.faults.empty())
        return refused({"ValidationException", 422, std::move(read.message), {}});
    service::change_set_request ask{
        text_or_empty(in, "ChangeSetName"), market::change_set_intent::apply,
        text_or_empty(in, "ClientRequestToken"), request_hash(from.input, "ClientRequestToken"),
        std::move(read.changes)};
    auto tags = read_tags(in, "ChangeSetTags");
    if (!tags) return std::unexpected(std::move(tags).error());
    ask.tags = std::move(*tags);
    if (text_or_empty(in, "Intent") == "VALIDATE") ask.intent = market::change_set_intent::validate;
    const auto id = catalog.start(who, ask);
    if (!id) return refused(catalog_fault(id.error()));
    return named(who.account, *id);
}

bool is_created(const change_set& set, const change& each) {
    return std::ranges::any_of(set.changes, [&](const change& other) {
        return other.creates() && other.entity == each.entity;
    });
}

// Created entities have an id once the set has succeeded; before that there are none.
bool has_entity(const change_set& set, const change& each) {
    const bool applied = set.status == market::change_set_status::succeeded &&
                         set.intent == market::change_set_intent::apply;
    return applied || !is_created(set, each);
}

json::object entity_json(const change_set& set, const change& each) {
    json::object made{{"Type", each.entity_type}};
    if (!is_created(set, each)) {
        made["Identifier"] = each.expected_revision
                                 ? each.entity + "@" + std::to_string(*each.expected_revision)
                                 : each.entity;
    } else if (has_entity(set, each)) {
        made["Identifier"] = each.entity + "@1";
    }
    return made;
}

// AWS has no member for the place of an error, so its message ends with it.
std::string placed(const std::string& sentence, const std::string& pointer) {
    return pointer.empty() ? sentence : sentence + " (" + pointer + ")";
}

json::object change_json(const change_set& set, const change& each) {
    const json::value document = json::parse(each.document);
    const auto places = notation::places_of(each.errors, document);
    json::array errors;
    for (std::size_t at = 0; at < places.size(); ++at)
        errors.push_back({{"ErrorCode", change_error_code(each.errors[at].why)},
                          {"ErrorMessage", placed(each.errors[at].sentence, places[at])}});
    json::object made{{"ChangeType", each.type},
                      {"Entity", entity_json(set, each)},
                      {"Details", each.document},
                      {"DetailsDocument", document},
                      {"ErrorDetailList", std::move(errors)}};
    if (!each.name.empty()) made["ChangeName"] = each.name;
    return made;
}

json::object set_json(const change_set& set) {
    json::object made = named(set.owner, set.id);
    made["ChangeSetName"] = set.name;
    made["StartTime"] = set.started.text_in_seconds();
    made["Status"] = cppo::name_of(set.status);
    if (set.ended) made["EndTime"] = set.ended->text_in_seconds();
    if (set.failure != market::change_set_failure::none)
        made["FailureCode"] = cppo::name_of(set.failure);
    return made;
}

answer describe_change_set(catalog_service& catalog, const call& from, const actor& who) {
    const auto id = change_set_id::parse(get_text(from.input.as_object(), "ChangeSetId"));
    const auto set = id ? catalog.describe(who.account, *id)
                        : result<change_set>(no(reason::change_set_not_found));
    if (!set) return std::unexpected(catalog_fault(set.error()));
    json::object made = set_json(*set);
    made["Intent"] = cppo::name_of(set->intent);
    if (set->failure == market::change_set_failure::client_error)
        made["FailureDescription"] = "See the ErrorDetailList of each change.";
    json::array changes;
    for (const change& each : set->changes) changes.push_back(change_json(*set, each));
    made["ChangeSet"] = std::move(changes);
    return made;
}

answer cancel_change_set(catalog_service& catalog, const call& from, const actor& who) {
    const auto id = change_set_id::parse(get_text(from.input.as_object(), "ChangeSetId"));
    const auto set = id ? catalog.describe(who.account, *id)
                        : result<change_set>(no(reason::change_set_not_found));
    if (!set) return std::unexpected(catalog_fault(set.error()));
    for (const change& each : set->changes)
        if (auto may = check_allowed(who, "CancelChangeSet", each.entity_type); !may)
            return std::unexpected(catalog_fault(may.error()));
    const auto done = catalog.cancel(who, *id);
    if (!done) return std::unexpected(catalog_fault(done.error()));
    return named(who.account, *done);
}

answer list_change_sets(catalog_service& catalog, const call& from, const actor& who) {
    const auto ask = read_change_set_question(from.input.as_object());
    if (!ask) return std::unexpected(ask.error());
    const auto found = catalog.list(who.account, *ask);
    if (!found) return std::unexpected(catalog_fault(found.error()));
    json::array summaries;
    for (const change_set& set : found->items) {
        json::object one = set_json(set);
        json::array entities;
        for (const change& each : set.changes)
            if (has_entity(set, each) &&
                std::ranges::find(entities, json::value(each.entity)) == entities.end())
                entities.emplace_back(each.entity);
        one["EntityIdList"] = std::move(entities);
        one["Intent"] = cppo::name_of(set.intent); // beside what AWS answers
        summaries.push_back(std::move(one));
    }
    json::object made{{"ChangeSetSummaryList", std::move(summaries)}};
    if (!found->next.empty()) made["NextToken"] = found->next;
    return made;
}

json::object described(const entity_facts& entity) {
    const std::string type = entity_type_of(entity);
    return {{"EntityType", type + "@1.0"},
            {"EntityIdentifier", entity.id + "@" + std::to_string(entity.revision)},
            {"EntityArn", arn_of(entity.owner, type, entity.id)},
            {"LastModifiedDate", entity.modified.text_in_seconds()},
            {"DetailsDocument", document_of(entity)}};
}

// Without the revision that may stand behind it.
std::string id_in(std::string_view identifier) {
    return std::string(identifier.substr(0, identifier.find('@')));
}

answer describe_entity(catalog_service& catalog, const call& from, const actor& who) {
    const std::string id = id_in(get_text(from.input.as_object(), "EntityId"));
    const auto entity = catalog.describe_entity(who.account, id);
    if (!entity) return std::unexpected(catalog_fault(entity.error()));
    json::object made = described(*entity);
    made["Details"] = json::serialize(made["DetailsDocument"]);
    return made;
}

answer batch_describe_entities(catalog_service& catalog, const call& from, const actor& who) {
    json::object details;
    json::object errors;
    std::vector<std::string> asked;
    for (const json::value& each : get_list(from.input.as_object(), "EntityRequestList")) {
        const std::string id(get_text(each.as_object(), "EntityId"));
        if (get_text(each.as_object(), "Catalog") == "AWSMarketplace")
            asked.push_back(id);
        else
            errors[id] = {{"ErrorCode", "ValidationException"},
                          {"ErrorMessage", "The Catalog is AWSMarketplace."}};
    }
    std::vector<std::string> ids;
    for (const std::string& each : asked) ids.push_back(id_in(each));
    const auto found = catalog.describe_entities(who.account, ids);
    for (std::size_t at = 0; at < asked.size(); ++at) {
        if (found[at])
            details[asked[at]] = described(*found[at]);
        else
            errors[asked[at]] = {{"ErrorCode", catalog_fault(found[at].error()).name},
                                 {"ErrorMessage", found[at].error().sentence}};
    }
    return json::object{{"EntityDetails", std::move(details)}, {"Errors", std::move(errors)}};
}

answer list_entities(catalog_service& catalog, const call& from, const actor& who) {
    const auto ask = read_entity_question(from.input.as_object(), who.account);
    if (!ask) return std::unexpected(ask.error());
    if (!*ask) return json::object{{"EntitySummaryList", json::array()}};
    const auto found = catalog.list_entities(**ask);
    if (!found) return std::unexpected(catalog_fault(found.error()));
    json::array summaries;
    for (const entity_facts& each : found->items) summaries.push_back(summary_of(each));
    json::object made{{"EntitySummaryList", std::move(summaries)}};
    if (!found->next.empty()) made["NextToken"] = found->next;
    return made;
}

} // namespace

aws_service catalog_calls(catalog_service& catalog, service::resource_service& resources) {
    const auto described_shapes = std::make_shared<const shapes>(catalog_shapes());
    const auto start = [described_shapes](catalog_service& on, const call& from, const actor& who) {
        return start_change_set(on, *described_shapes, from, who);
    };
    aws_service made{.name = "marketplace-catalog",
                     .signing_name = "aws-marketplace",
                     .protocol = protocol::rest_json_1,
                     .target_prefix = "",
                     .error_namespace = "com.amazonaws.marketplacecatalog",
                     .described = *described_shapes,
                     .operations = {},
                     .word = catalog_fault,
                     .invalid = catalog_invalid,
                     .internal_fault = "InternalServiceException"};
    using enum market::permission_group;
    const std::vector<std::string> of_set{"Catalog", "ChangeSetId"};
    const std::vector<std::string> of_entity{"Catalog", "EntityId"};
    // `allowed_as` names the permission: BatchDescribeEntities rides on that of DescribeEntity.
    const auto add = [&](const char* method, const std::string& name, const char* allowed_as,
                         std::vector<std::string> query, bool changes, auto run,
                         std::int64_t aws_rate = 0) {
        made.operations.push_back(
            {.name = name,
             .input_shape = name + "Request",
             .method = method,
             .path = "/" + name,
             .query_members = std::move(query),
             .needs = aws_permission(allowed_as, {products, authorizations, offers}),
             .changes_something = changes,
             .run = [&catalog, run](const call& from) { return run(catalog, from, from.caller); },
             .aws_rate = aws_rate});
    };
    add("POST", "StartChangeSet", "StartChangeSet", {}, true, start, 5);
    add("GET", "DescribeChangeSet", "DescribeChangeSet", of_set, false, describe_change_set, 10);
    add("POST", "ListChangeSets", "ListChangeSets", {}, false, list_change_sets, 5);
    add("PATCH", "CancelChangeSet", "CancelChangeSet", of_set, true, cancel_change_set, 5);
    add("GET", "DescribeEntity", "DescribeEntity", of_entity, false, describe_entity, 20);
    add("POST", "BatchDescribeEntities", "DescribeEntity", {}, false, batch_describe_entities);
    add("POST", "ListEntities", "ListEntities", {}, false, list_entities, 10);
    add("POST", "ListAssessments", "ListAssessments", {}, false, list_assessments);
    add("POST", "DescribeAssessment", "DescribeAssessment", {}, false, describe_assessment);
    for (operation& each : resource_operations(resources))
        made.operations.push_back(std::move(each));
    made.quick = {"DescribeChangeSet", "DescribeEntity"};
    return made;
}

} // namespace cppo::wire
