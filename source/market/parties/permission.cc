#include "market/parties/permission.h"

#include <algorithm>

namespace cppo::market {
namespace {

bool has(const std::vector<std::string>& list, const std::string& entry) {
    return std::ranges::find(list, entry) != list.end();
}

template <class Named>
bool lists_one_of(const std::vector<std::string>& list, const std::set<Named>& named) {
    return std::ranges::any_of(named, [&](Named each) { return has(list, listed_as(each)); });
}

bool allows_whole(const std::vector<std::string>& list, const permission& of) {
    return list.empty() || has(list, of.name) || lists_one_of<duty>(list, of.belongs_to);
}

template <class Named>
bool names_one(std::string_view entry, std::string_view prefix) {
    return entry.starts_with(prefix) && find_named<Named>(entry.substr(prefix.size()));
}

result<void> check_entry(const std::string& entry, const std::vector<permission>& known,
                         bool is_operators) {
    if (names_one<duty>(entry, "duty:"))
        return is_operators ? result<void>() : no(reason::duty_not_for_account, entry);
    if (names_one<permission_group>(entry, "group:")) return {};
    if (std::ranges::find(known, entry, &permission::name) != known.end()) return {};
    return no(reason::permission_unknown, entry);
}

// Whether the list `own` allows of the call all that the list `made` does.
bool covers(const std::vector<std::string>& own, const std::vector<std::string>& made,
            const permission& of) {
    if (allows(made, of) && !allows(own, of)) return false;
    return std::ranges::all_of(of.groups, [&](permission_group part) {
        return !allows(made, of, part) || allows(own, of, part);
    });
}

} // namespace

std::string listed_as(permission_group of) {
    return "group:" + std::string(name_of(of));
}

std::string listed_as(duty of) {
    return "duty:" + std::string(name_of(of));
}

permission_group group_of_entity(std::string_view entity_type) {
    const std::string_view name = entity_type.substr(0, entity_type.find('@'));
    if (name == "ResaleAuthorization") return permission_group::authorizations;
    if (name == "Offer" || name == "OfferSet") return permission_group::offers;
    return permission_group::products;
}

bool allows(const std::vector<std::string>& list, const permission& of) {
    return allows_whole(list, of) || lists_one_of(list, of.groups);
}

bool allows(const std::vector<std::string>& list, const permission& of, permission_group part) {
    return allows_whole(list, of) || has(list, listed_as(part));
}

result<void> check_list(const std::vector<std::string>& list, const std::vector<permission>& known,
                        bool is_operators) {
    refusal found{reason::permission_unknown, "", "", {}};
    for (std::size_t at = 0; at < list.size(); ++at)
        if (auto right = check_entry(list[at], known, is_operators); !right) {
            refusal& why = right.error();
            if (found.violations.empty()) found = why;
            found.violations.push_back({"/actions/" + std::to_string(at), why.why,
                                        why.sentence + " It is " + list[at] + "."});
        }
    if (found.violations.empty()) return {};
    return std::unexpected(std::move(found));
}

bool is_within(const std::vector<std::string>& made, const std::vector<std::string>& own,
               const std::vector<permission>& known) {
    if (own.empty()) return true;
    if (made.empty()) return false;
    return std::ranges::all_of(known,
                               [&](const permission& each) { return covers(own, made, each); });
}

} // namespace cppo::market
