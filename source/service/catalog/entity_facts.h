// Entities with what stands beside them, as the Catalog describes and lists them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "store/tables/authorizations.h"
#include "store/tables/offers.h"
#include "store/tables/products.h"
#include "store/tables/views.h"

namespace cppo::service {

// An authorization with what stands beside it.
struct authorization_view {
    market::resale_authorization of;
    market::authorization_use use;
    market::product sold;
};

using entity = std::variant<market::product, authorization_view, market::offer>;

struct entity_facts {
    entity what;
    account_id owner;
    std::string id;
    std::int64_t revision;
    instant modified;
    // The names of the accounts the entity speaks of.
    std::map<account_id, std::string> names;
};

std::map<account_id, std::string> names_of(store::session& in, const std::set<account_id>& of);

// The entity at a place, with the names of all accounts its document tells; none where the place
// holds something else.
std::optional<entity_facts> find_facts(store::session& in, const market::location& at);

// Rows of lists, in their order, each with what its summary tells. What they share is read once.
std::vector<entity_facts> facts_of(store::session& in, std::vector<market::product> rows);
std::vector<entity_facts> facts_of(store::session& in,
                                   std::vector<market::resale_authorization> rows);
std::vector<entity_facts> facts_of(store::session& in, std::vector<market::offer> rows);
// Authorizations shared with the viewer of these rows.
std::vector<entity_facts> facts_of(store::session& in, const std::vector<market::view>& rows);

} // namespace cppo::service
