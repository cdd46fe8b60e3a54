#include "wire/entity_filter.h"

#include <algorithm>
#include <vector>

#include "store/names.h"
#include "wire/entity_document.h"
#include "wire/json.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using cppo::service::entity_facts;

struct criterion {
    std::string name;
    std::vector<std::string> values;
    std::string part;
    std::optional<instant> after;
    std::optional<instant> before;
};

std::unexpected<fault> invalid(std::string message) {
    return std::unexpected(fault{"ValidationException", 422, std::move(message), {}});
}

std::vector<std::string> values_of(const json::object& in) {
    std::vector<std::string> made;
    if (const auto* list = find_list(in, "ValueList"))
        for (const json::value& each : *list) made.emplace_back(each.as_string());
    return made;
}

std::expected<criterion, fault> read_criterion(std::string name, const json::object& in) {
    criterion made{std::move(name),
                   values_of(in),
                   std::string(find_text(in, "WildCardValue").value_or("")),
                   {},
                   {}};
    if (const auto* range = find_object(in, "DateRange")) {
        const auto moment = [&](const char* member, std::optional<instant>& into) {
            const auto text = find_text(*range, member);
            if (!text) return true;
            const auto parsed = instant::parse(*text);
            if (parsed) into = *parsed;
            return parsed.has_value();
        };
        if (!moment("AfterValue", made.after) || !moment("BeforeValue", made.before))
            return invalid("A DateRange has times like 2026-11-20T09:00:00Z.");
        if (!made.after && !made.before)
            return invalid("A DateRange needs AfterValue or BeforeValue.");
    }
    if (made.values.empty() && made.part.empty() && !made.after && !made.before)
        return invalid("The filter " + made.name + " has no value.");
    return made;
}

bool matches(const criterion& wanted, const std::string& text) {
    const bool by_value =
        wanted.values.empty() || std::ranges::find(wanted.values, text) != wanted.values.end();
    const bool by_part = wanted.part.empty() || text.find(wanted.part) != std::string::npos;
    if (!by_value || !by_part) return false;
    if (!wanted.after && !wanted.before) return true;
    const auto at = instant::parse(text);
    return at && (!wanted.after || *wanted.after <= *at) &&
           (!wanted.before || *at <= *wanted.before);
}

bool matches_all(const std::vector<criterion>& wanted, const entity_facts& entity) {
    return std::ranges::all_of(wanted, [&](const criterion& each) {
        const auto texts = filter_texts(entity, each.name);
        return std::ranges::any_of(texts,
                                   [&](const std::string& text) { return matches(each, text); });
    });
}

} // namespace

std::expected<entity_wanted, fault> entity_filter(const json::object& input) {
    std::vector<criterion> wanted;
    if (const auto* generic = find_list(input, "FilterList"))
        for (const json::value& each : *generic) {
            const std::string name(find_text(each.as_object(), "Name").value_or(""));
            if (name != "EntityId")
                return invalid("The filter '" + printable(name) + "' is not supported.");
            auto one = read_criterion(name, each.as_object());
            if (!one) return std::unexpected(std::move(one).error());
            wanted.push_back(std::move(*one));
        }
    if (const auto* typed = find_object(input, "EntityTypeFilters")) {
        const std::string expected = std::string(get_text(input, "EntityType")) + "Filters";
        const auto* filters = find_object(*typed, expected);
        if (!filters) return invalid("EntityTypeFilters do not belong to the EntityType.");
        for (const auto& each : *filters) {
            if (each.value().is_null()) continue;
            auto one = read_criterion(each.key(), each.value().as_object());
            if (!one) return std::unexpected(std::move(one).error());
            wanted.push_back(std::move(*one));
        }
    }
    return [wanted](const entity_facts& entity) { return matches_all(wanted, entity); };
}

std::expected<change_set_wanted, fault> change_set_filter(const json::object& input) {
    struct dated {
        std::string name;
        instant at;
    };
    std::vector<criterion> texts;
    std::vector<dated> dates;
    if (const auto* list = find_list(input, "FilterList"))
        for (const json::value& each : *list) {
            const std::string name(find_text(each.as_object(), "Name").value_or(""));
            auto values = values_of(each.as_object());
            if (values.empty())
                return invalid("The filter '" + printable(name) + "' has no value.");
            if (name == "ChangeSetName" || name == "Status" || name == "EntityId") {
                texts.push_back({name, std::move(values), "", {}, {}});
                continue;
            }
            const bool known = name == "BeforeStartTime" || name == "AfterStartTime" ||
                               name == "BeforeEndTime" || name == "AfterEndTime";
            const auto at = instant::parse(values[0]);
            if (!known || !at)
                return invalid("The filter '" + printable(name) + "' is not supported.");
            dates.push_back({name, *at});
        }
    return [texts, dates](const market::change_set& set) {
        const auto in_time = [&](const dated& wanted) {
            const bool start = wanted.name.ends_with("StartTime");
            if (!start && !set.ended) return false;
            const instant at = start ? set.started : *set.ended;
            return wanted.name.starts_with("Before") ? at < wanted.at : wanted.at < at;
        };
        const auto by_text = [&](const criterion& wanted) {
            if (wanted.name == "ChangeSetName") return matches(wanted, set.name);
            if (wanted.name == "Status")
                return matches(wanted, std::string(store::name_of(set.status)));
            return std::ranges::any_of(set.changes, [&](const market::change& each) {
                return matches(wanted, each.entity);
            });
        };
        return std::ranges::all_of(texts, by_text) && std::ranges::all_of(dates, in_time);
    };
}

} // namespace cppo::wire
