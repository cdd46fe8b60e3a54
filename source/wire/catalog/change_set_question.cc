#include "wire/catalog/change_set_question.h"

#include <algorithm>
#include <array>

#include "wire/message/fault_table.h"
#include "wire/message/list_page.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using market::change;
using market::change_set;
using service::change_set_list;

std::unexpected<fault> invalid(std::string_view pointer, std::string message) {
    return std::unexpected(catalog_invalid_at(pointer, std::move(message)));
}

using wanted = std::function<bool(const change_set&)>;

wanted has_text(const std::string& name, std::vector<std::string> values) {
    const auto is_among = [values = std::move(values)](std::string_view text) {
        return std::ranges::find(values, text) != values.end();
    };
    if (name == "ChangeSetName") return [=](const change_set& set) { return is_among(set.name); };
    if (name == "Status")
        return [=](const change_set& set) { return is_among(cppo::name_of(set.status)); };
    if (name == "Intent")
        return [=](const change_set& set) { return is_among(cppo::name_of(set.intent)); };
    return [=](const change_set& set) {
        return std::ranges::any_of(set.changes,
                                   [&](const change& each) { return is_among(each.entity); });
    };
}

wanted has_time(const std::string& name, instant at) {
    const bool before = name.starts_with("Before");
    const auto fits = [=](instant one) { return before ? one < at : at < one; };
    if (name.ends_with("StartTime"))
        return [=](const change_set& set) { return fits(set.started); };
    return [=](const change_set& set) { return set.ended && fits(*set.ended); };
}

constexpr std::array by_text{"ChangeSetName", "Status", "EntityId", "Intent"};

std::expected<wanted, fault> read_filter(const json::object& in, const std::string& pointer) {
    const std::string name = text_or_empty(in, "Name");
    std::vector<std::string> values;
    if (const auto* list = find_list(in, "ValueList"))
        for (const json::value& each : *list) values.emplace_back(each.as_string());
    const bool dated = name == "BeforeStartTime" || name == "AfterStartTime" ||
                       name == "BeforeEndTime" || name == "AfterEndTime";
    if (!dated && std::ranges::find(by_text, name) == by_text.end())
        return invalid(pointer + "/Name", "The filter '" + printable(name) + "' is not supported.");
    if (values.empty()) return invalid(pointer, "The filter " + name + " has no value.");
    if (!dated) return has_text(name, std::move(values));
    const auto at = instant::parse(values[0]);
    if (!at || values.size() > 1)
        return invalid(pointer + "/ValueList",
                       "The filter " + name + " has one time like 2026-11-20T09:00:00Z.");
    return has_time(name, *at);
}

} // namespace

std::expected<change_set_list, fault> read_change_set_question(const json::object& input) {
    change_set_list made{
        .size = static_cast<std::size_t>(find_integer(input, "MaxResults").value_or(20)),
        .token = text_or_empty(input, "NextToken")};
    if (const auto* sort = find_object(input, "Sort")) {
        const auto by = find_text(*sort, "SortBy").value_or("StartTime");
        if (by != "StartTime" && by != "EndTime")
            return invalid("/Sort/SortBy",
                           "Change sets are not sorted by '" + printable(by) + "'.");
        made.by_end = by == "EndTime";
        made.ascending = find_text(*sort, "SortOrder") == "ASCENDING";
    }
    std::vector<wanted> all;
    if (const auto* list = find_list(input, "FilterList"))
        for (std::size_t at = 0; at < list->size(); ++at) {
            auto one = read_filter((*list)[at].as_object(), "/FilterList/" + std::to_string(at));
            if (!one) return std::unexpected(std::move(one).error());
            all.push_back(std::move(*one));
        }
    made.wanted = [all](const change_set& set) {
        return std::ranges::all_of(all, [&](const wanted& one) { return one(set); });
    };
    return made;
}

} // namespace cppo::wire
