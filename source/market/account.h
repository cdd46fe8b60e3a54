// Accounts and the parts they play.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"

namespace cppo::market {

enum class role { seller, buyer, operator_ };

// A marketplace account. An account may play several parts; the payer receives its invoices.
struct account {
    account_id id;
    std::int64_t revision;
    std::string name;
    std::string email;
    std::string country; // ISO 3166-1 alpha-2
    std::optional<account_id> payer;
    std::set<role> roles;
    instant created;

    bool plays(role part) const { return roles.contains(part); }
    const account_id& paid_by() const { return payer ? *payer : id; }
};

enum class user_role { admin, editor, viewer };
enum class user_state { active, disabled };

// A person or program that acts for an account. An empty list of actions allows all its role
// allows.
struct user {
    account_id owner;
    user_id id;
    std::int64_t revision;
    std::string email;
    user_role part;
    std::vector<std::string> actions; // aws-marketplace:StartChangeSet, opencppo:RecordPayment
    std::string password_hash;
    user_state state = user_state::active;

    bool is_active() const { return state == user_state::active; }
};

// A deleted key stays, so that its id never names another one.
enum class key_state { active, disabled, deleted };

// An access key of a user; the secret is sealed with the server's key file.
struct access_key {
    account_id owner;
    std::string id;
    std::int64_t revision;
    user_id user;
    std::string sealed_secret;
    instant created;
    key_state state = key_state::active;
};

enum class registration_state { not_started, pending, complete, failed, not_required };

enum class disbursement_frequency { monthly, daily };

// When a seller is paid: daily, the day after the money came in, or monthly on a day from 1 to 28
// (business-rules R-DIS-02, R-DIS-03, OQ-25).
struct disbursement_preference {
    disbursement_frequency frequency = disbursement_frequency::monthly;
    int day_of_month = 10;

    // The day on which money collected on `collected` is paid out, never before `today`.
    day next_after(day collected, day today) const;

    bool operator==(const disbursement_preference&) const = default;
};

// How far a seller is registered (business-rules 1.1) and how it is paid.
struct seller {
    account_id owner;
    std::int64_t revision;
    registration_state profile;
    registration_state tax;
    registration_state bank;
    registration_state kyc;
    registration_state service_linked_role;
    disbursement_preference preference;
    std::set<currency> currencies = {}; // it can be paid in; none named: all

    // A paid seller may be authorized to resell and may create partner offers (R-ELG-01, R-ELG-02).
    bool is_paid_seller() const {
        return profile == registration_state::complete && tax == registration_state::complete &&
               bank == registration_state::complete;
    }
    // Authorizations are shared only between accounts that have the role (R-ELG-04).
    bool shares_authorizations() const {
        return service_linked_role == registration_state::complete;
    }
    // Whether it has a way to be paid in this currency (R-REG-06).
    bool can_be_paid_in(currency unit) const {
        return bank == registration_state::complete &&
               (currencies.empty() || currencies.contains(unit));
    }
    // Identity checks are done, or not asked for (R-REG-04).
    bool is_verified() const {
        return kyc == registration_state::complete || kyc == registration_state::not_required;
    }
};

} // namespace cppo::market
