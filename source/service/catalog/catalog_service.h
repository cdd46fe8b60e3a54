// The Catalog's use cases: change sets, and entities as their owners and resellers see them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "market/catalog/change_sets/change_set.h"
#include "service/catalog/entity_list.h"
#include "service/command/engine.h"

namespace cppo::service {

struct change_set_request {
    std::string name;
    market::change_set_intent intent = market::change_set_intent::apply;
    std::string token;
    std::string request_hash;
    std::vector<market::change> changes;
    std::vector<market::tag> tags = {}; // of the set itself
};

struct change_set_list {
    std::size_t size = 20;
    bool by_end = false; // else by start; a set that runs still ends after all others
    bool ascending = false;
    std::string token = {};
    std::function<bool(const market::change_set&)> wanted = {};
};

class catalog_service {
  public:
    explicit catalog_service(engine& on) : on_(on) {}

    // Stores a change set in PREPARING and answers its id; the clockwork finishes it. Refuses what
    // check_start and check_tags refuse, a reused token, more open sets than the account may have
    // (250), and more offers at work than a limit of the operator's allows.
    result<change_set_id> start(const actor& by, const change_set_request& ask);
    // The changes with everything that is wrong with them, as they would be judged now. Stores
    // nothing.
    market::change_set check(const actor& by, std::vector<market::change> changes);
    // Refuses a set that is not the account's, and one that has left PREPARING.
    result<change_set_id> cancel(const actor& by, const change_set_id& id);
    // Refuses a set that is not the viewer's.
    result<market::change_set> describe(const account_id& viewer, const change_set_id& id);
    result<page<market::change_set>> list(const account_id& viewer, const change_set_list& ask);

    // Refuses entities the viewer does not own, was not shared, and may not read by a policy.
    result<entity_facts> describe_entity(const account_id& viewer, const std::string& id);
    // The same for several, each by itself, as of one moment.
    std::vector<result<entity_facts>> describe_entities(const account_id& viewer,
                                                        const std::vector<std::string>& ids);
    // Refuses tokens of another list, and orders without an index over too many entities.
    result<page<entity_facts>> list_entities(const entity_list& ask);

  private:
    engine& on_;
};

} // namespace cppo::service
