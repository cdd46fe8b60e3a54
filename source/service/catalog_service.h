// The Catalog's use cases: change sets, and entities as their owners and resellers see them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "market/change_set.h"
#include "service/engine.h"
#include "service/page.h"

namespace cppo::service {

// An authorization with what stands beside it.
struct authorization_view {
    market::resale_authorization of;
    market::authorization_use use;
    market::product sold;
};

using entity =
    std::variant<market::product, authorization_view, market::offer, market::public_offer>;

struct entity_facts {
    entity what;
    account_id owner;
    std::string id;
    std::int64_t revision;
    instant modified;
    // The names of the accounts the entity speaks of.
    std::map<account_id, std::string> names;
};

struct change_set_request {
    std::string name;
    market::change_set_intent intent = market::change_set_intent::apply;
    std::string token;
    std::string request_hash;
    std::vector<market::change> changes;
};

struct entity_list {
    market::entity_kind kind = market::entity_kind::offer;
    bool shared = false;
    std::size_t size = 20;
    std::string token;
    std::string asked; // what the token is bound to
    std::function<bool(const entity_facts&)> wanted;
};

struct change_set_list {
    std::size_t size = 20;
    bool ascending = false;
    std::string token;
    std::string asked;
    std::function<bool(const market::change_set&)> wanted;
};

class catalog_service {
  public:
    // Rows looked at for one page of a filtered list; a page may therefore be short and have a
    // token.
    static constexpr std::size_t rows_scanned_max = 1'000;

    explicit catalog_service(engine& on) : on_(on) {}

    // Stores a change set in PREPARING and answers its id; the clockwork finishes it. Refuses what
    // check_start refuses, a reused token and more than 250 open sets.
    result<change_set_id> start(const actor& by, const change_set_request& ask);
    result<change_set_id> cancel(const actor& by, const change_set_id& id);
    result<market::change_set> describe(const account_id& viewer, const change_set_id& id);
    result<page<market::change_set>> list(const account_id& viewer, const change_set_list& ask);

    // Refuses entities the viewer neither owns nor was shared.
    result<entity_facts> describe_entity(const account_id& viewer, const std::string& id);
    result<page<entity_facts>> list_entities(const account_id& viewer, const entity_list& ask);

  private:
    engine& on_;
};

} // namespace cppo::service
