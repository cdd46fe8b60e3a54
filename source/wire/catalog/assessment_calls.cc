#include "wire/catalog/assessment_calls.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <functional>
#include <ranges>

#include "market/catalog/change_sets/assessment.h"
#include "notation/changes/change_form.h"
#include "notation/changes/fault_places.h"
#include "wire/catalog/entity_document.h"
#include "wire/message/fault_table.h"
#include "wire/message/list_page.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using market::assessment_control;
using market::change;
using market::change_set;
using service::actor;
using service::catalog_service;
using service::entity_facts;

constexpr std::string_view own_framework = "OpenCPPO@1.0";
constexpr std::string_view image_framework = "AMISecurity@1.0";

// The ids of assessments have letters and digits only, so what they are of stands in a letter.
struct subject_kind {
    char letter;
    std::string_view prefix; // of the id it stands for
};
constexpr std::array subjects{subject_kind{'C', ""}, subject_kind{'P', "prod-"},
                              subject_kind{'R', "resaleauthz-"}, subject_kind{'O', "offer-"},
                              subject_kind{'D', "do-"}};
constexpr std::string_view id_start = "assessment-";

std::string assessment_id(std::string_view of) {
    for (const subject_kind& each : subjects | std::views::drop(1))
        if (of.starts_with(each.prefix))
            return std::string(id_start) + each.letter + std::string(of.substr(each.prefix.size()));
    return std::string(id_start) + subjects[0].letter + std::string(of);
}

// The id of what an assessment is of; empty where it is none of ours.
std::string subject_of(std::string_view assessment) {
    assessment.remove_prefix(assessment.rfind('/') + 1);
    if (!assessment.starts_with(id_start)) return "";
    assessment.remove_prefix(id_start.size());
    for (const subject_kind& each : subjects)
        if (assessment.starts_with(each.letter))
            return std::string(each.prefix) + std::string(assessment.substr(1));
    return "";
}

// One assessment with its controls.
struct assessment {
    std::string id;
    std::string_view framework;
    json::object target;
    json::object summary; // of the framework; empty for our own
    std::string result;   // empty where nothing was executed
    instant created;
    json::array controls;
};

json::object scope(std::string_view name, std::string_view value) {
    return {{"Name", name}, {"Value", value}};
}

// What AWS looks at in a machine image before it is sold; nothing here opens one.
constexpr std::array image_controls{"MalwareScan", "VulnerabilityScan", "OperatingSystemSupport",
                                    "DefaultCredentials", "RemoteAccess"};

assessment of_image(const market::product& of, const market::delivery_option& option) {
    json::array controls;
    for (const char* each : image_controls)
        controls.push_back(
            {{"ControlId", each},
             {"ControlAssessmentResult", "NOT_EXECUTED"},
             {"Errors",
              json::array{json::object{{"Code", "NOT_EXECUTED"},
                                       {"Message", "Nothing is scanned here."},
                                       {"Scope", json::array{scope("AMI_ID", option.image)}}}}}});
    const auto created = instant::parse(option.texts.created);
    return {assessment_id(option.id),
            image_framework,
            {{"EntityId", of.id.text()}},
            {{"AMISecuritySummary", json::object{{"DeliveryOptionId", option.id}}}},
            "",
            created ? *created : of.created,
            std::move(controls)};
}

// The controls of our own framework, with what is wrong by each.
assessment judged(std::string id, json::object target, instant created,
                  const std::vector<change>& changes) {
    json::array controls;
    bool passes = true;
    using enum assessment_control;
    for (const assessment_control control : {form, prices, seller_gates}) {
        json::array errors;
        for (const change& each : changes) {
            const auto places = notation::places_of(
                each.errors, each.document.empty() ? json::value() : json::parse(each.document));
            for (std::size_t at = 0; at < places.size(); ++at) {
                const refusal& why = each.errors[at];
                if (market::control_of(why.why) != control) continue;
                json::array about{scope("CHANGE_TYPE", each.type), scope("ENTITY_ID", each.entity)};
                if (!places[at].empty()) about.push_back(scope("FIELD", places[at]));
                errors.push_back({{"Code", change_error_code(why.why)},
                                  {"Message", why.sentence},
                                  {"Scope", std::move(about)}});
            }
        }
        const bool is_met = errors.empty();
        passes = passes && is_met;
        controls.push_back({{"ControlId", cppo::name_of(control)},
                            {"ControlAssessmentResult", is_met ? "PASS" : "FAIL"},
                            {"Errors", std::move(errors)}});
    }
    return {std::move(id), own_framework,      std::move(target), {}, passes ? "PASS" : "FAIL",
            created,       std::move(controls)};
}

// A set that has ended has said everything; one that runs is not assessed yet.
std::optional<assessment> of_change_set(catalog_service& catalog, const actor& who,
                                        std::string_view id) {
    const auto named = change_set_id::parse(id);
    if (!named) return {};
    const auto set = catalog.describe(who.account, *named);
    if (!set || !set->ended || set->status == market::change_set_status::cancelled) return {};
    return judged(assessment_id(id), {{"ChangeSetId", id}}, *set->ended, set->changes);
}

std::optional<entity_facts> own_entity(catalog_service& catalog, const actor& who,
                                       const std::string& id) {
    auto found = catalog.describe_entity(who.account, id);
    if (!found || found->owner != who.account) return {};
    return std::move(*found);
}

// What a release of the entity would be refused for now; nothing where it is released.
std::vector<change> release_of(catalog_service& catalog, const actor& who,
                               const entity_facts& entity) {
    const std::string type = entity_type_of(entity);
    const std::string name = type == "Offer"                 ? "ReleaseOffer"
                             : type == "ResaleAuthorization" ? "ReleaseResaleAuthorization"
                                                             : "ReleaseProduct";
    const notation::change_form* form = notation::find_form(type, name);
    if (!form) return {};
    change ask{name, type + "@1.0", entity.id, {}, "", {}, "{}", {}};
    ask.details = notation::decode(*form, json::object()).value();
    auto changes = catalog.check(who, {std::move(ask)}).changes;
    for (change& each : changes)
        std::erase_if(each.errors, [](const refusal& why) {
            return why.why == reason::offer_already_released ||
                   why.why == reason::authorization_already_released ||
                   why.why == reason::product_already_released || why.why == reason::entity_locked;
        });
    return changes;
}

std::vector<assessment> of_images(const entity_facts& entity) {
    std::vector<assessment> made;
    const auto* of = std::get_if<market::product>(&entity.what);
    if (!of || of->type != market::product_type::machine_image) return made;
    for (const market::delivery_option& each : of->delivery) made.push_back(of_image(*of, each));
    return made;
}

std::vector<assessment> of_entity(catalog_service& catalog, const actor& who,
                                  const std::string& id) {
    const auto entity = own_entity(catalog, who, id);
    if (!entity) return {};
    std::vector<assessment> made = of_images(*entity);
    made.push_back(judged(assessment_id(id), {{"EntityId", id}}, entity->modified,
                          release_of(catalog, who, *entity)));
    return made;
}

// The machine images of an account.
std::vector<assessment> of_all_images(catalog_service& catalog, const actor& who) {
    std::vector<assessment> made;
    service::entity_list ask{
        .of = {who.account, market::entity_kind::product, market::product_type::machine_image},
        .size = 50};
    do {
        const auto found = catalog.list_entities(ask);
        if (!found) break;
        for (const entity_facts& each : found->items)
            for (assessment& one : of_images(each)) made.push_back(std::move(one));
        ask.token = found->next;
    } while (!ask.token.empty());
    return made;
}

std::string text_at(const json::object& in, const char* outer, const char* inner) {
    const json::object* found = find_object(in, outer);
    return found ? text_or_empty(*found, inner) : "";
}

// What the filters leave, all of which must hold.
std::vector<assessment> asked_for(catalog_service& catalog, const actor& who,
                                  const json::object& in) {
    const std::string entity = text_at(in, "AssessmentTargetFilter", "EntityId");
    const std::string set = text_at(in, "AssessmentTargetFilter", "ChangeSetId");
    std::vector<assessment> found;
    if (!set.empty()) {
        if (auto one = of_change_set(catalog, who, set)) found.push_back(std::move(*one));
    } else if (!entity.empty()) {
        found = of_entity(catalog, who, entity);
    } else {
        found = of_all_images(catalog, who);
    }
    const std::string framework = text_or_empty(in, "FrameworkId");
    const json::object* typed = find_object(in, "FrameworkFilters");
    std::erase_if(found, [&](const assessment& each) {
        const auto at = each.framework.find('@');
        if (!framework.empty() && framework != each.framework &&
            framework != each.framework.substr(0, at))
            return true;
        if (!set.empty() && !entity.empty()) return true; // no assessment is of both
        if (!typed) return false;
        const json::object* images = find_object(*typed, "AMISecurityFilters");
        if (!images || each.framework != image_framework) return true;
        const auto option = find_text(*images, "DeliveryOptionId");
        return option && assessment_id(*option) != each.id;
    });
    std::ranges::sort(found, [](const assessment& one, const assessment& other) {
        return std::tie(other.created, one.id) < std::tie(one.created, other.id);
    });
    return found;
}

json::object summary_of(const actor& who, const assessment& of) {
    json::object made{{"AssessmentArn", arn_of(who.account, "Assessment", of.id)},
                      {"AssessmentId", of.id},
                      {"FrameworkId", of.framework},
                      {"AssessmentTargetSummary", of.target},
                      {"CreatedAt", of.created.text_in_seconds()}};
    if (!of.summary.empty()) made["FrameworkSummary"] = of.summary;
    if (!of.result.empty()) made["AssessmentResult"] = of.result;
    return made;
}

std::optional<assessment> find(catalog_service& catalog, const actor& who,
                               const std::string& subject) {
    if (subject.empty()) return {};
    const bool is_option = subject.starts_with("do-");
    std::vector<assessment> found;
    if (is_option)
        found = of_all_images(catalog, who);
    else if (assessment_id(subject).starts_with("assessment-C"))
        return of_change_set(catalog, who, subject);
    else
        found = of_entity(catalog, who, subject);
    const auto one = std::ranges::find(found, assessment_id(subject), &assessment::id);
    return one == found.end() ? std::nullopt : std::optional(*one);
}

// A page of `items` under that name, added to what is said of the whole.
std::expected<json::value, fault> paged(json::object made, std::string_view name, json::array items,
                                        const json::object& in, std::int64_t size) {
    const auto page =
        list_page(name, std::move(items),
                  static_cast<std::size_t>(find_integer(in, "MaxResults").value_or(size)),
                  text_or_empty(in, "NextToken"));
    if (!page) return std::unexpected(catalog_invalid_at("/NextToken", page.error().sentence));
    for (const auto& each : *page)
        made[each.key() == "nextToken" ? json::string_view("NextToken") : each.key()] =
            each.value();
    return made;
}

} // namespace

std::expected<json::value, fault> list_assessments(catalog_service& catalog, const call& from,
                                                   const actor& who) {
    const json::object& in = from.input.as_object();
    const json::object* target = find_object(in, "AssessmentTargetFilter");
    if (target && !find_text(*target, "EntityId") && !find_text(*target, "ChangeSetId"))
        return std::unexpected(catalog_invalid_at(
            "/AssessmentTargetFilter", "The filter names an EntityId, a ChangeSetId, or both."));
    json::array summaries;
    for (const assessment& each : asked_for(catalog, who, in))
        summaries.push_back(summary_of(who, each));
    return paged({}, "AssessmentSummaryList", std::move(summaries), in, 20);
}

std::expected<json::value, fault> describe_assessment(catalog_service& catalog, const call& from,
                                                      const actor& who) {
    const json::object& in = from.input.as_object();
    const auto named = get_text(in, "AssessmentIdentifier");
    const auto found = find(catalog, who, subject_of(named));
    const bool is_arn = named.starts_with("arn:");
    if (!found || (is_arn && named != arn_of(who.account, "Assessment", found->id)))
        return std::unexpected(catalog_fault(no(reason::resource_not_found).error()));
    return paged(summary_of(who, *found), "ControlAssessments", found->controls, in, 50);
}

} // namespace cppo::wire
