// Accounts, their users, access keys and seller registrations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/parties/account.h"
#include "market/parties/seller.h"
#include "market/parties/user.h"
#include "service/command/deed.h"
#include "service/reading/page.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

struct account_order {
    std::optional<account_id> id; // minted when absent
    std::string name;
    std::string email;
    std::string country;
    std::optional<account_id> payer;
    std::set<market::role> roles;
    std::string password; // of its first user, an administrator; may be empty
    std::string token;
    std::string request_hash;
};

struct user_order {
    account_id owner;
    std::string email;
    market::user_role part;
    std::vector<std::string> actions; // empty: all the part allows
    std::string password;             // may be empty
    std::string token;
    std::string request_hash;
};

struct key_order {
    account_id owner;
    std::optional<user_id> user; // the caller, or the account's first administrator
    std::string token;
    std::string request_hash;
};

struct rotation_order {
    account_id owner;
    std::string key;
    std::string token;
    std::string request_hash;
};

struct issued_key {
    std::string id;
    std::string secret; // empty where it is not new
    bool is_new = true; // made by this call, which alone tells the secret
};

class account_service {
  public:
    // `known` are all permissions there are; they may be put together after the service.
    account_service(engine& on, const key_box& keys, const std::vector<market::permission>& known)
        : on_(on), keys_(keys), known_(known) {}

    // Refuses an id in use and a payer that does not exist. A seller begins unregistered.
    result<market::account> create(const actor& by, const account_order& order);
    result<market::account> describe(const account_id& id);
    // By account id.
    result<listed<market::account>> list(const page_request& at);

    // Users of an account; only its administrators and the operator add them, and none that may do
    // more than they themselves. Refuses what market::check_list does.
    result<market::user> add_user(const actor& by, const user_order& order);
    // The same, to be done; of the operator's users a second person may have to decide (R-OPR-02).
    result<deed> adding_user(const actor& by, const user_order& order);
    market::user user_of(const account_id& owner, const user_id& id);
    std::vector<market::user> users(const account_id& owner);

    // A new access key of a user. Refuses a user the account does not have, one who may do more
    // than the caller (wider_than_maker), and callers who are no administrators.
    result<issued_key> issue_key(const actor& by, const key_order& order);

    // A new key in the place of one that is disabled by it. Refuses (access_key_not_found) what the
    // account does not have, or has no more.
    result<issued_key> rotate_key(const actor& by, const rotation_order& order);

    result<market::seller> registration(const account_id& owner);
    // Open payables follow a changed preference. Refuses what market::change_registration does.
    result<market::seller> register_seller(const actor& by, const account_id& owner,
                                           const market::registration_change& change,
                                           const std::string& token,
                                           const std::string& request_hash);

  private:
    engine& on_;
    const key_box& keys_;
    const std::vector<market::permission>& known_;
};

} // namespace cppo::service
