// Tags on entities and change sets, and policies that let other accounts read an entity. Only the
// owner sees or changes either.
#pragma once

#include <string>
#include <vector>

#include "market/catalog/resources/resource.h"
#include "service/command/engine.h"

namespace cppo::service {

// What an ARN names. The type is AWS's: Offer, SaaSProduct, ChangeSet.
struct resource_name {
    account_id owner;
    std::string type;
    std::string id;
};

class resource_service {
  public:
    explicit resource_service(engine& on) : on_(on) {}

    // All refuse resources that do not exist or belong to another account.

    // Refuses what check_tags refuses.
    result<void> add_tags(const actor& by, const resource_name& of,
                          const std::vector<market::tag>& tags);
    // Keys the resource does not have count as removed.
    result<void> remove_tags(const actor& by, const resource_name& of,
                             const std::vector<std::string>& keys);
    // Sorted by key.
    result<std::vector<market::tag>> tags(const account_id& viewer, const resource_name& of);

    // Policies are for entities. Reading or removing one that is not there is refused.
    result<void> put_policy(const actor& by, const resource_name& of, const std::string& text,
                            const std::vector<account_id>& readers);
    result<void> remove_policy(const actor& by, const resource_name& of);
    result<std::string> policy(const account_id& viewer, const resource_name& of);

  private:
    engine& on_;
};

} // namespace cppo::service
