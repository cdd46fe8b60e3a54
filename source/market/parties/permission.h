// What a user may be allowed by name: one operation or route, a group of them, or one of the
// operator's duties.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ground/names.h"
#include "ground/result.h"

namespace cppo::market {

// What belongs together of what the people of an account do. A list names one as group:offers.
enum class permission_group {
    products,
    authorizations,
    offers,
    agreements,
    money,
    registration,
    users,
    market
};
constexpr auto names_of(permission_group) {
    using enum permission_group;
    return names<permission_group>({{products, "products"},
                                    {authorizations, "authorizations"},
                                    {offers, "offers"},
                                    {agreements, "agreements"},
                                    {money, "money"},
                                    {registration, "registration"},
                                    {users, "users"},
                                    {market, "market"}});
}

// The operator's people: who settles, who helps, who keeps the marketplace. A list names one as
// duty:finance.
enum class duty { finance, support, administration };
constexpr auto names_of(duty) {
    using enum duty;
    return names<duty>(
        {{finance, "finance"}, {support, "support"}, {administration, "administration"}});
}

// Mostly one.
struct duties : std::set<duty> {
    duties(duty one) : std::set<duty>{one} {}
    using std::set<duty>::set;
};

// An operation or a route, as lists of allowed actions see it.
struct permission {
    std::string name; // aws-marketplace:StartChangeSet, opencppo:RecordPayment
    std::set<permission_group> groups;
    duties belongs_to = duty::support;
};

// Whether a user with this list may make the call: nothing listed allows all its part allows; else
// the call, one of its groups, or its duty is listed (R-ACC-02).
bool allows(const std::vector<std::string>& list, const permission& of);
// The same for the part of a call that belongs to one group, as the changes of a set do.
bool allows(const std::vector<std::string>& list, const permission& of, permission_group part);

// Refuses (permission_unknown) what a list names and is none of the permissions there are, no group
// and no duty, and (duty_not_for_account) duties outside the operator's account (R-PER-01).
result<void> check_list(const std::vector<std::string>& list, const std::vector<permission>& known,
                        bool is_operators);
// Whether a user with the list `made` may do nothing that one with the list `own` may not
// (R-PER-02).
bool is_within(const std::vector<std::string>& made, const std::vector<std::string>& own,
               const std::vector<permission>& known);

// To which group changes of such an entity belong: ResaleAuthorization, or with its version
// ResaleAuthorization@1.0.
permission_group group_of_entity(std::string_view entity_type);

// group:offers, duty:finance.
std::string listed_as(permission_group of);
std::string listed_as(duty of);

} // namespace cppo::market
