// How far a seller is registered, and how it is paid.
#pragma once

#include <cassert>
#include <optional>
#include <set>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "ground/result.h"

namespace cppo::market {

enum class registration_state { not_started, pending, complete, failed, not_required };
constexpr auto names_of(registration_state) {
    using enum registration_state;
    return names<registration_state>({{not_started, "NOT_STARTED"},
                                      {pending, "PENDING"},
                                      {complete, "COMPLETE"},
                                      {failed, "FAILED"},
                                      {not_required, "NOT_REQUIRED"}});
}

enum class disbursement_frequency { monthly, daily };
constexpr auto names_of(disbursement_frequency) {
    using enum disbursement_frequency;
    return names<disbursement_frequency>({{monthly, "MONTHLY"}, {daily, "DAILY"}});
}

// Why a seller is not paid: the part of its registration that is not complete.
enum class payout_hold { profile, tax, identity, bank };
constexpr auto names_of(payout_hold) {
    using enum payout_hold;
    return names<payout_hold>(
        {{profile, "PROFILE"}, {tax, "TAX"}, {identity, "KYC"}, {bank, "BANK"}});
}

// A day that every month has: 1 to 28 (OQ-25).
class day_of_month {
  public:
    // Asserts that the month has it.
    constexpr day_of_month(int number) : number_(number) { assert(1 <= number && number <= last); }
    // Refuses what is not from 1 to 28.
    static result<day_of_month> of(std::int64_t number);

    constexpr int number() const { return number_; }

    bool operator==(const day_of_month&) const = default;

  private:
    static constexpr int last = 28;

    int number_;
};

// When a seller is paid: daily, the day after the money came in, or monthly on a day from 1 to 28
// (R-DIS-02, R-DIS-03, OQ-25).
struct disbursement_preference {
    disbursement_frequency frequency = disbursement_frequency::monthly;
    day_of_month on = 10;

    // The day on which money collected on `collected` is paid out, never before `today`.
    day next_after(day collected, day today) const;

    bool operator==(const disbursement_preference&) const = default;
};

// How far a seller is registered (R-REG-01) and how it is paid.
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
    // What keeps it from being paid in this currency, if anything does. A bank account that fails
    // stops the currencies it is for, and those only (R-DIS-14).
    std::optional<payout_hold> held_in(currency unit) const;
    // Identity checks are done, or not asked for (R-REG-04).
    bool is_verified() const {
        return kyc == registration_state::complete || kyc == registration_state::not_required;
    }
};

// What is given replaces what the registration has.
struct registration_change {
    std::optional<registration_state> profile = {};
    std::optional<registration_state> tax = {};
    std::optional<registration_state> bank = {};
    std::optional<registration_state> kyc = {};
    std::optional<registration_state> service_linked_role = {};
    std::optional<std::set<currency>> currencies = {};
    std::optional<disbursement_frequency> frequency = {};
    std::optional<day_of_month> on = {};
};

// The registration as changed. Its states are the operator's: a seller that names one, the
// service-linked role apart, is refused (action_not_allowed, R-REG-08), and so is what
// check_registration refuses.
result<seller> change_registration(const seller& was, const registration_change& change,
                                   bool by_operator);

// What an operator may make of a registration (R-REG-07). Profile, tax form and bank account are
// never not required, and once begun never not started again; the check of identity and the
// service-linked role take any state. Refuses with the part as subject.
result<void> check_registration(const seller& was, const seller& becomes);

} // namespace cppo::market
