// Listing, stopping and starting access keys and users, and giving users another part. Every server
// honours it within a second (service/command/callers.h).
#pragma once

#include <optional>
#include <string>

#include "market/parties/access.h"
#include "service/command/deed.h"
#include "service/command/key_uses.h"
#include "service/reading/page.h"

namespace cppo::service {

struct key_change {
    account_id owner;
    std::string key;
    std::string token;
    std::string request_hash;
};

struct user_change_order {
    account_id owner;
    user_id user;
    market::user_change change;
    std::string token;
    std::string request_hash;
};

// A key and its last use, where it was used at all (R-ACC-03).
struct used_key {
    market::access_key key;
    std::optional<store::key_use> last = {};
};

// Changes are for the account's administrators and the operator; refuses (action_not_allowed) other
// users, and (account_not_found) other accounts.
class access_service {
  public:
    // `known` are all permissions there are; they may be put together after the service.
    access_service(engine& on, const key_uses& uses, const std::vector<market::permission>& known)
        : on_(on), uses_(uses), known_(known) {}

    // The keys of an account that are not deleted, by id.
    listed<used_key> keys(const account_id& owner, const page_request& at);

    // A disabled key signs nothing until it is enabled; a deleted one never again. Refuse
    // (access_key_not_found) what the account does not have, or has no more.
    result<used_key> disable_key(const actor& by, const key_change& order);
    result<used_key> enable_key(const actor& by, const key_change& order);
    result<used_key> delete_key(const actor& by, const key_change& order);

    // The user as changed: its part, its actions, whether it is active. All its keys follow.
    // Refuses (user_not_found) what the account does not have, what market::check_list and
    // market::change_user do, and (wider_than_maker) a user who may do more than the caller, unless
    // the change does nothing but stop it.
    result<market::user> change_user(const actor& by, const user_change_order& order);
    // The same, to be done; of the operator's users a second person may have to decide (R-OPR-02).
    result<deed> changing_user(const actor& by, const user_change_order& order,
                               const char* operation = "ChangeUser");
    market::user user_of(const account_id& owner, const user_id& id);
    result<market::user> disable_user(const actor& by, user_change_order order);
    result<market::user> enable_user(const actor& by, user_change_order order);

  private:
    result<used_key> change_key(const actor& by, const key_change& order, const char* operation,
                                market::key_state becomes);
    result<market::user> run(const actor& by, const user_change_order& order,
                             const char* operation);

    engine& on_;
    const key_uses& uses_;
    const std::vector<market::permission>& known_;
};

} // namespace cppo::service
