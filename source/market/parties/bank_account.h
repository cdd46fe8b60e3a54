// The bank account a seller is paid to.
#pragma once

#include <optional>
#include <string>

#include "ground/money.h"
#include "ground/result.h"

namespace cppo::market {

// An IBAN with its BIC, or an account number with its routing number. Spaces are how people write
// them, and are no part of them.
struct bank_account {
    std::string holder;
    currency unit;
    std::optional<std::string> iban;
    std::optional<std::string> bic;
    std::optional<std::string> account_number;
    std::optional<std::string> routing_number;
};

// The same, its numbers without spaces and in capitals. Refuses (bank_account_invalid), each member
// as a violation, what is neither of the two whole, an IBAN of another length than its country's or
// whose check digits are wrong (ISO 13616), a BIC of another form or of no country (ISO 9362), an
// account number of other than 4 to 17 digits, and a routing number whose checksum is wrong
// (R-REG-09).
result<bank_account> checked(const bank_account& given);

// All that is shown of an account that was checked: who holds it, and its number by the last four
// characters. The number in full is sealed (R-REG-09).
struct shown_bank_account {
    std::string holder;
    currency unit;
    bool is_iban;
    std::string last_four;
};
shown_bank_account shown(const bank_account& whole);

} // namespace cppo::market
