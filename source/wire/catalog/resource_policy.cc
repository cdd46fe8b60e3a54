#include "wire/catalog/resource_policy.h"

#include <algorithm>
#include <array>
#include <set>

#include "wire/message/fault_table.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using readers = std::set<account_id>;
using checked = std::expected<void, fault>;

std::unexpected<fault> invalid(std::string message) {
    return std::unexpected(
        catalog_invalid_at("/Policy", "The policy is not supported: " + message));
}

template <std::size_t Count>
checked has_only(const json::object& in, const std::array<std::string_view, Count>& known) {
    for (const auto& each : in)
        if (std::ranges::find(known, std::string_view(each.key())) == known.end())
            return invalid("it has '" + printable(each.key()) + "'.");
    return {};
}

// One text, or a list of texts, at least one.
std::expected<std::vector<std::string>, fault> texts_in(const json::object& in,
                                                        std::string_view name) {
    std::vector<std::string> made;
    const json::value* found = in.if_contains(name);
    if (found && found->is_string()) made.emplace_back(found->as_string());
    if (found && found->is_array())
        for (const json::value& each : found->as_array()) {
            if (!each.is_string()) return invalid(std::string(name) + " holds more than texts.");
            made.emplace_back(each.as_string());
        }
    if (made.empty()) return invalid("a statement needs " + std::string(name) + ".");
    return made;
}

std::expected<account_id, fault> read_principal(std::string_view text) {
    constexpr std::string_view start = "arn:aws:iam::";
    constexpr std::string_view end = ":root";
    std::string_view number = text;
    if (text.starts_with(start) && text.ends_with(end)) {
        number.remove_prefix(start.size());
        number.remove_suffix(end.size());
    }
    const auto id = account_id::parse(number);
    if (!id) return invalid("the principal '" + printable(text) + "' is no account.");
    return *id;
}

checked add_principals(const json::object& statement, readers& into) {
    const json::value* named = statement.if_contains("Principal");
    if (!named || !named->is_object())
        return invalid("a statement needs a Principal with AWS accounts.");
    const std::array<std::string_view, 1> known{"AWS"};
    if (auto only = has_only(named->as_object(), known); !only) return only;
    const auto texts = texts_in(named->as_object(), "AWS");
    if (!texts) return std::unexpected(texts.error());
    for (const std::string& each : *texts) {
        auto id = read_principal(each);
        if (!id) return std::unexpected(std::move(id).error());
        into.insert(std::move(*id));
    }
    return {};
}

checked read_statement(const json::value& in, std::string_view arn, readers& into) {
    if (!in.is_object()) return invalid("a Statement is an object.");
    const json::object& statement = in.as_object();
    const std::array<std::string_view, 5> known{"Sid", "Effect", "Principal", "Action", "Resource"};
    if (auto only = has_only(statement, known); !only) return only;
    const json::value* sid = statement.if_contains("Sid");
    if (sid && !sid->is_string()) return invalid("a Sid is a text.");
    const json::value* effect = statement.if_contains("Effect");
    if (!effect || !effect->is_string() || effect->as_string() != "Allow")
        return invalid("the Effect of a statement is Allow.");
    const auto actions = texts_in(statement, "Action");
    if (!actions) return std::unexpected(actions.error());
    for (const std::string& each : *actions)
        if (each != "aws-marketplace:DescribeEntity")
            return invalid("the action '" + printable(each) + "' cannot be shared.");
    if (statement.contains("Resource")) {
        const auto resources = texts_in(statement, "Resource");
        if (!resources) return std::unexpected(resources.error());
        for (const std::string& each : *resources)
            if (each != arn && each != "*")
                return invalid("the resource '" + printable(each) + "' is another.");
    }
    return add_principals(statement, into);
}

} // namespace

std::expected<std::vector<account_id>, fault> read_policy(std::string_view text,
                                                          std::string_view arn) {
    const auto parsed = parse_json(text);
    if (!parsed) return invalid("it is not JSON: " + parsed.error().sentence);
    if (!parsed->is_object()) return invalid("it is no JSON object.");
    const json::object& policy = parsed->as_object();
    const std::array<std::string_view, 3> known{"Version", "Id", "Statement"};
    if (auto only = has_only(policy, known); !only) return std::unexpected(only.error());
    const json::value* version = policy.if_contains("Version");
    if (version && *version != "2012-10-17" && *version != "2008-10-17")
        return invalid("its Version is 2012-10-17.");
    const json::value* id = policy.if_contains("Id");
    if (id && !id->is_string()) return invalid("its Id is a text.");
    const json::value* statement = policy.if_contains("Statement");
    if (!statement || (statement->is_array() && statement->as_array().empty()))
        return invalid("it needs a Statement.");
    readers made;
    if (statement->is_array()) {
        for (const json::value& each : statement->as_array())
            if (auto done = read_statement(each, arn, made); !done)
                return std::unexpected(done.error());
    } else if (auto done = read_statement(*statement, arn, made); !done) {
        return std::unexpected(done.error());
    }
    return std::vector(made.begin(), made.end());
}

} // namespace cppo::wire
