#include "wire/catalog/entity_question.h"

#include <algorithm>
#include <array>
#include <span>

#include "wire/message/fault_table.h"
#include "wire/message/list_page.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using market::entity_kind;
using market::product_type;
using service::entity_criterion;
using service::entity_list;
using service::entity_member;
using service::entity_order;

// The names of members, as filters and orders have them.
struct named_member {
    std::string_view name;
    entity_member what;
};

constexpr std::array offer_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
    named_member{"Name", entity_member::name},
    named_member{"ProductId", entity_member::product},
    named_member{"OfferSetId", entity_member::offer_set},
    named_member{"ResaleAuthorizationId", entity_member::authorization},
    named_member{"ReleaseDate", entity_member::released},
    named_member{"AvailabilityEndDate", entity_member::available_until},
    named_member{"BuyerAccounts", entity_member::buyers},
    named_member{"State", entity_member::status},
    named_member{"Targeting", entity_member::targeting},
    named_member{"TargetAgreementId", entity_member::target_agreement},
    named_member{"TargetAgreementIntent", entity_member::target_intent},
    named_member{"CreatedBySource", entity_member::source},
};
constexpr std::array authorization_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
    named_member{"Name", entity_member::name},
    named_member{"ProductId", entity_member::product},
    named_member{"ProductName", entity_member::product_name},
    named_member{"CreatedDate", entity_member::created},
    named_member{"AvailabilityEndDate", entity_member::available_until},
    named_member{"ManufacturerAccountId", entity_member::manufacturer},
    named_member{"ManufacturerLegalName", entity_member::manufacturer_name},
    named_member{"ResellerAccountID", entity_member::reseller},
    named_member{"ResellerLegalName", entity_member::reseller_name},
    named_member{"ResellerRole", entity_member::reseller_role},
    named_member{"IssuerAccountId", entity_member::issuer},
    named_member{"SourceAuthorization", entity_member::source_authorization},
    named_member{"Status", entity_member::status},
    named_member{"OfferExtendedStatus", entity_member::extended_status},
};
constexpr std::array product_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
    named_member{"ProductTitle", entity_member::name},
    named_member{"Visibility", entity_member::status},
};
constexpr std::array saas_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
    named_member{"ProductTitle", entity_member::name},
    named_member{"Visibility", entity_member::status},
    named_member{"DeliveryOptionTypes", entity_member::delivery_types},
};
constexpr std::array container_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
    named_member{"ProductTitle", entity_member::name},
    named_member{"Visibility", entity_member::status},
    named_member{"CompatibleAWSServices", entity_member::services},
};
constexpr std::array offer_set_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
    named_member{"Name", entity_member::name},
    named_member{"State", entity_member::status},
    named_member{"ReleaseDate", entity_member::released},
    named_member{"SolutionId", entity_member::offer_set},
    named_member{"AssociatedOfferIds", entity_member::offer_set},
};
constexpr std::array other_members{
    named_member{"EntityId", entity_member::id},
    named_member{"LastModifiedDate", entity_member::modified},
};

struct known_type {
    std::string_view name;
    std::span<const named_member> members;
    // None for types of which there are no entities here.
    std::optional<entity_kind> kind = {};
    product_type product = product_type::professional_services;
};

constexpr std::array<known_type, 16> known_types{{
    {"Offer", offer_members, entity_kind::offer},
    {"ResaleAuthorization", authorization_members, entity_kind::resale_authorization},
    {"SaaSProduct", saas_members, entity_kind::product, product_type::saas},
    {"ProfessionalServicesProduct", product_members, entity_kind::product},
    {"AmiProduct", product_members, entity_kind::product, product_type::machine_image},
    {"ContainerProduct", container_members},
    {"DataProduct", product_members},
    {"MachineLearningProduct", product_members},
    {"OfferSet", offer_set_members},
    {"ProcurementPolicy", other_members},
    {"Experience", other_members},
    {"Audience", other_members},
    {"BrandingSettings", other_members},
    {"Seller", other_members},
    {"Solution", other_members},
    {"SubsidiaryAuthorization", other_members},
}};

std::unexpected<fault> invalid(std::string_view pointer, std::string message) {
    return std::unexpected(catalog_invalid_at(pointer, std::move(message)));
}

std::expected<entity_criterion, fault> read_criterion(const named_member& of,
                                                      const json::object& in,
                                                      const std::string& pointer) {
    entity_criterion made{.what = of.what, .part = text_or_empty(in, "WildCardValue")};
    if (const auto* list = find_list(in, "ValueList"))
        for (const json::value& each : *list) made.values.emplace_back(each.as_string());
    if (const auto* range = find_object(in, "DateRange")) {
        const auto read = [&](const char* member, std::optional<instant>& into) {
            const auto text = find_text(*range, member);
            if (!text) return true;
            const auto parsed = instant::parse(*text);
            if (parsed) into = *parsed;
            return parsed.has_value();
        };
        if (!read("AfterValue", made.after) || !read("BeforeValue", made.before))
            return invalid(pointer + "/DateRange",
                           "A DateRange has times like 2026-11-20T09:00:00Z.");
        if (!made.after && !made.before)
            return invalid(pointer + "/DateRange", "A DateRange needs AfterValue or BeforeValue.");
    }
    if (made.values.empty() && made.part.empty() && !made.after && !made.before)
        return invalid(pointer, "The filter " + std::string(of.name) + " has no value.");
    return made;
}

// The typed member of a union, which must be the entity type's own.
std::expected<const json::object*, fault> typed_part(const json::object& input, const char* name,
                                                     const known_type& of, const char* ending) {
    const auto* whole = find_object(input, name);
    if (!whole) return nullptr;
    const auto* part = find_object(*whole, std::string(of.name) + ending);
    if (!part)
        return invalid("/" + std::string(name), "The " + std::string(name) +
                                                    " do not belong to the EntityType " +
                                                    std::string(of.name) + ".");
    return part;
}

// Each typed filter has its twin in the FilterList; all of them must hold.
std::expected<std::vector<entity_criterion>, fault> read_filters(const json::object& input,
                                                                 const known_type& of) {
    std::vector<entity_criterion> made;
    const auto add = [&](const named_member& member, const json::object& in,
                         const std::string& pointer) -> std::optional<fault> {
        auto one = read_criterion(member, in, pointer);
        if (!one) return std::move(one).error();
        made.push_back(std::move(*one));
        return {};
    };
    if (const auto* generic = find_list(input, "FilterList"))
        for (std::size_t at = 0; at < generic->size(); ++at) {
            const json::object& each = (*generic)[at].as_object();
            const std::string pointer = "/FilterList/" + std::to_string(at);
            const auto name = find_text(each, "Name").value_or("");
            const auto found = std::ranges::find(of.members, name, &named_member::name);
            if (found == of.members.end())
                return invalid(pointer + "/Name", "Entities of the type " + std::string(of.name) +
                                                      " have no filter '" + printable(name) + "'.");
            if (auto no = add(*found, each, pointer)) return std::unexpected(std::move(*no));
        }
    const auto typed = typed_part(input, "EntityTypeFilters", of, "Filters");
    if (!typed) return std::unexpected(typed.error());
    if (*typed)
        for (const named_member& each : of.members)
            if (const auto* filter = find_object(**typed, each.name))
                if (auto no = add(each, *filter,
                                  "/EntityTypeFilters/" + std::string(of.name) + "Filters/" +
                                      std::string(each.name)))
                    return std::unexpected(std::move(*no));
    return made;
}

std::expected<entity_order, fault> read_order(const json::object& input, const known_type& of) {
    const auto typed = typed_part(input, "EntityTypeSort", of, "Sort");
    if (!typed) return std::unexpected(typed.error());
    const auto* generic = find_object(input, "Sort");
    if (*typed && generic) return invalid("/Sort", "Sort and EntityTypeSort exclude each other.");
    const json::object* const asked = *typed ? *typed : generic;
    if (!asked) return entity_order{};
    const auto name = find_text(*asked, "SortBy").value_or("LastModifiedDate");
    const auto found = std::ranges::find(of.members, name, &named_member::name);
    if (found == of.members.end() || name == "AssociatedOfferIds")
        return invalid(*typed ? "/EntityTypeSort" : "/Sort/SortBy",
                       "Entities of the type " + std::string(of.name) + " are not sorted by '" +
                           printable(name) + "'.");
    return entity_order{found->what, find_text(*asked, "SortOrder") == "ASCENDING"};
}

} // namespace

std::expected<std::optional<entity_list>, fault> read_entity_question(const json::object& input,
                                                                      const account_id& viewer) {
    const auto type = get_text(input, "EntityType");
    const auto* const of = std::ranges::find(known_types, type, &known_type::name);
    if (of == known_types.end())
        return invalid("/EntityType", "The EntityType is not supported: " + printable(type));
    auto filters = read_filters(input, *of);
    if (!filters) return std::unexpected(std::move(filters).error());
    const auto order = read_order(input, *of);
    if (!order) return std::unexpected(order.error());
    if (!of->kind) return std::nullopt;
    const bool shared = find_text(input, "OwnershipType") == "SHARED";
    return entity_list{
        .of = {viewer, *of->kind, of->product, shared},
        .filters = std::move(*filters),
        .order = *order,
        .size = static_cast<std::size_t>(find_integer(input, "MaxResults").value_or(20)),
        .token = text_or_empty(input, "NextToken")};
}

} // namespace cppo::wire
