#include "wire/catalog/resource_calls.h"

#include "wire/catalog/resource_policy.h"
#include "wire/catalog/tag_list.h"
#include "wire/message/fault_table.h"
#include "wire/protocol/caller.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using service::actor;
using service::resource_name;
using service::resource_service;
using answer = std::expected<json::value, fault>;

// arn:aws:aws-marketplace:us-east-1:<account>:AWSMarketplace/<type>/<id>. What names nothing here
// is not found, like what belongs to another account.
result<resource_name> parse_name(std::string_view arn) {
    constexpr std::string_view start = "arn:aws:aws-marketplace:us-east-1:";
    constexpr std::string_view catalog = ":AWSMarketplace/";
    constexpr std::size_t account_size = 12;
    const auto none = [&] { return no(reason::resource_not_found, std::string(arn)); };
    if (!arn.starts_with(start) || arn.size() < start.size() + account_size) return none();
    const auto owner = account_id::parse(arn.substr(start.size(), account_size));
    const std::string_view rest = arn.substr(start.size() + account_size);
    if (!owner || !rest.starts_with(catalog)) return none();
    const std::string_view named = rest.substr(catalog.size());
    const auto slash = named.find('/');
    if (slash == std::string_view::npos) return none();
    return resource_name{*owner, std::string(named.substr(0, slash)),
                         std::string(named.substr(slash + 1))};
}

std::expected<resource_name, fault> name_in(const call& from) {
    const auto name = parse_name(get_text(from.input.as_object(), "ResourceArn"));
    if (!name) return std::unexpected(catalog_fault(name.error()));
    return *name;
}

// The same of what is to be changed.
std::expected<resource_name, fault> changed_name_in(const call& from, const char* operation) {
    auto name = name_in(from);
    if (!name) return name;
    if (auto may = check_allowed(from.caller, operation, name->type); !may)
        return std::unexpected(catalog_fault(may.error()));
    return name;
}

answer nothing_or(const result<void>& done) {
    if (!done) return std::unexpected(catalog_fault(done.error()));
    return json::object();
}

answer tag_resource(resource_service& resources, const call& from, const actor& who) {
    const auto name = changed_name_in(from, "TagResource");
    if (!name) return std::unexpected(name.error());
    const auto tags = read_tags(from.input.as_object(), "Tags");
    if (!tags) return std::unexpected(tags.error());
    return nothing_or(resources.add_tags(who, *name, *tags));
}

answer untag_resource(resource_service& resources, const call& from, const actor& who) {
    const auto name = changed_name_in(from, "UntagResource");
    if (!name) return std::unexpected(name.error());
    const auto keys = read_tag_keys(get_list(from.input.as_object(), "TagKeys"));
    if (!keys) return std::unexpected(keys.error());
    return nothing_or(resources.remove_tags(who, *name, *keys));
}

answer list_tags(resource_service& resources, const call& from, const actor& who) {
    const auto name = name_in(from);
    if (!name) return std::unexpected(name.error());
    const auto found = resources.tags(who.account, *name);
    if (!found) return std::unexpected(catalog_fault(found.error()));
    json::array tags;
    for (const market::tag& each : *found)
        tags.push_back({{"Key", each.key}, {"Value", each.value}});
    return json::object{{"ResourceArn", get_text(from.input.as_object(), "ResourceArn")},
                        {"Tags", std::move(tags)}};
}

answer put_policy(resource_service& resources, const call& from, const actor& who) {
    const auto& in = from.input.as_object();
    const auto name = changed_name_in(from, "PutResourcePolicy");
    if (!name) return std::unexpected(name.error());
    const std::string_view text = get_text(in, "Policy");
    const auto readers = read_policy(text, get_text(in, "ResourceArn"));
    if (!readers) return std::unexpected(readers.error());
    return nothing_or(resources.put_policy(who, *name, std::string(text), *readers));
}

answer get_policy(resource_service& resources, const call& from, const actor& who) {
    const auto name = name_in(from);
    if (!name) return std::unexpected(name.error());
    const auto found = resources.policy(who.account, *name);
    if (!found) return std::unexpected(catalog_fault(found.error()));
    return json::object{{"Policy", *found}};
}

answer delete_policy(resource_service& resources, const call& from, const actor& who) {
    const auto name = changed_name_in(from, "DeleteResourcePolicy");
    if (!name) return std::unexpected(name.error());
    return nothing_or(resources.remove_policy(who, *name));
}

} // namespace

std::vector<operation> resource_operations(resource_service& resources) {
    using enum market::permission_group;
    const auto made = [&](const std::string& name, const char* method,
                          std::vector<std::string> query, bool changes, auto run) {
        return operation{.name = name,
                         .input_shape = name + "Request",
                         .method = method,
                         .path = "/" + name,
                         .query_members = std::move(query),
                         .needs = aws_permission(name, {products, authorizations, offers}),
                         .changes_something = changes,
                         .run = [&resources, run](
                                    const call& from) { return run(resources, from, from.caller); },
                         .aws_rate = 5};
    };
    const auto posted = [&](const char* name, bool changes, auto run) {
        return made(name, "POST", {}, changes, run);
    };
    const auto asked = [&](const char* name, const char* method, bool changes, auto run) {
        return made(name, method, {"ResourceArn"}, changes, run);
    };
    return {posted("TagResource", true, tag_resource),
            posted("UntagResource", true, untag_resource),
            posted("ListTagsForResource", false, list_tags),
            posted("PutResourcePolicy", true, put_policy),
            asked("GetResourcePolicy", "GET", false, get_policy),
            asked("DeleteResourcePolicy", "DELETE", true, delete_policy)};
}

} // namespace cppo::wire
