#include "notation/changes/value_shapes.h"

#include <algorithm>
#include <boost/json/array.hpp>

namespace cppo::notation {

void describe_terms(shapes& to, const std::string& change, const std::string& term,
                    std::vector<member> members, std::int64_t min, std::int64_t max) {
    members.insert(members.begin(), need("Type", one_of({term})));
    to.document(change, {need("Terms", list(ref(change + "/Term"), min, max))});
    to.document(change + "/Term", std::move(members));
}

const boost::json::object* single_term(const boost::json::value& document) {
    const boost::json::array& terms = get_list(document.as_object(), "Terms");
    return terms.empty() ? nullptr : &terms[0].as_object();
}

std::optional<std::string> text_in(const boost::json::object& in, std::string_view name) {
    const auto found = find_text(in, name);
    return found ? std::optional(std::string(*found)) : std::nullopt;
}

std::optional<std::vector<std::string>> texts_in(const boost::json::object& in,
                                                 std::string_view name) {
    const boost::json::array* found = find_list(in, name);
    if (!found) return {};
    std::vector<std::string> made;
    for (const boost::json::value& each : *found) made.emplace_back(each.as_string());
    return made;
}

result<std::vector<account_id>> accounts_in(const boost::json::object& in, std::string_view name) {
    std::vector<account_id> made;
    if (const boost::json::array* found = find_list(in, name))
        for (const boost::json::value& each : *found) {
            account_id id = TRY(account_id::parse(each.as_string()));
            if (std::ranges::find(made, id) == made.end()) made.push_back(std::move(id));
        }
    return made;
}

} // namespace cppo::notation
