// The append-only double-entry ledger: one row a transfer, each balanced in itself and naming its
// cause (R-LED-01).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/mint.h"
#include "ground/money.h"
#include "ground/names.h"
#include "market/money/split.h"

namespace cppo::market {

enum class cause_kind { invoice, payment, disbursement };
constexpr auto names_of(cause_kind) {
    using enum cause_kind;
    return names<cause_kind>(
        {{invoice, "invoice"}, {payment, "payment"}, {disbursement, "disbursement"}});
}

struct transfer {
    account_id owner; // the buyer; the seller for a disbursement
    transfer_id id;
    std::string debit;
    std::string credit;
    money amount;
    instant at;
    std::optional<agreement_id> agreement;
    cause_kind cause;
    std::string cause_id;
};

// The ledger's accounts, named so that hledger sorts them.
namespace books {
std::string receivable(const account_id& payer); // what the payer owes
std::string clearing(const account_id& buyer);   // invoiced, not yet collected
std::string payable(const account_id& seller);   // collected, not yet paid out
inline const std::string bank = "assets:bank";
inline const std::string fees = "revenues:fees";
inline const std::string tax = "liabilities:tax";
} // namespace books

// Where the transfers of one invoice, payment or disbursement come from and go to.
struct posting {
    account_id owner;
    std::optional<agreement_id> agreement;
    cause_kind cause;
    std::string cause_id;
    instant at;
};

// One transfer; nothing for a zero amount.
void post(std::vector<transfer>& into, const posting& of, mint& ids, const std::string& debit,
          const std::string& credit, money amount);

// The transfers of a collected payment: bank against receivable, then clearing against each party's
// part. Asserts Buyer = ISV + partner + marketplace + tax for the set.
std::vector<transfer> post_payment(const posting& of, mint& ids, const account_id& payer,
                                   const account_id& buyer, const account_id& manufacturer,
                                   const account_id& partner, const split& parts);

} // namespace cppo::market
