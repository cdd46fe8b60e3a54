// Accounts and the parts they play.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"

namespace cppo::market {

enum class role { seller, buyer, operator_ };
constexpr auto names_of(role) {
    using enum role;
    return names<role>({{seller, "seller"}, {buyer, "buyer"}, {operator_, "operator"}});
}

// A closed account keeps its rows and its id, and is nobody for whatever is new (R-ACC-06).
enum class account_state { active, closed };
constexpr auto names_of(account_state) {
    using enum account_state;
    return names<account_state>({{active, "active"}, {closed, "closed"}});
}

// An account may play several parts (R-ACC-01); the payer receives its invoices (R-BIL-02).
struct account {
    account_id id;
    std::int64_t revision;
    std::string name;
    std::string email;
    std::string country; // ISO 3166-1 alpha-2
    std::optional<account_id> payer;
    std::set<role> roles;
    instant created;
    account_state state = account_state::active;

    bool is_open() const { return state == account_state::active; }
    bool plays(role part) const { return roles.contains(part); }
    const account_id& paid_by() const { return payer ? *payer : id; }
};

} // namespace cppo::market
