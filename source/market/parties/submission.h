// What a seller sends in about itself, part by part, and what the operator decides on each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/names.h"
#include "ground/result.h"
#include "market/parties/address.h"
#include "market/parties/bank_account.h"
#include "market/parties/seller.h"

namespace cppo::market {

enum class seller_part { profile, tax, bank, kyc };
constexpr auto names_of(seller_part) {
    using enum seller_part;
    return names<seller_part>({{profile, "profile"}, {tax, "tax"}, {bank, "bank"}, {kyc, "kyc"}});
}

struct contact_person {
    std::string name;
    std::string email;
    std::optional<std::string> phone;
};

// What a seller sends in; each member may come alone.
struct submitted {
    std::optional<std::string> legal_name;
    std::optional<postal_address> address;
    std::optional<contact_person> contact;
    std::optional<std::vector<tax_number>> tax_numbers;
    std::optional<bank_account> bank;
};

// What the operator last decided on a part, and why; the seller reads it.
struct part_decision {
    seller_part part;
    registration_state state;
    std::optional<std::string> note;
    std::int64_t at_ms;
};

// All that a seller has sent in, the newest of each. The bank account in full is sealed and for
// nobody's eyes; what is shown of it stands beside.
struct submission {
    account_id owner;
    std::int64_t revision;
    std::optional<std::string> legal_name = {};
    std::optional<postal_address> address = {};
    std::optional<contact_person> contact = {};
    std::vector<tax_number> tax_numbers = {};
    std::optional<shown_bank_account> bank = {};
    std::string sealed_bank = {}; // empty where there is none
    std::vector<part_decision> decisions = {};
    std::optional<instant> submitted_at = {};

    bool has(seller_part part) const;
};

// A registration, and what was sent in for it.
struct registration {
    seller of;
    submission sent;
};

// What is sent in replaces what was there, and each part of it is pending from then on, whatever it
// was: a changed bank account is paid to once the operator has seen it (R-REG-08). `sealed_bank` is
// the bank account in full, sealed. Refuses what `checked` refuses.
result<registration> submit(registration was, const submitted& what, std::string sealed_bank,
                            instant now);

struct part_order {
    seller_part part;
    registration_state state;
    std::optional<std::string> note;
};

// The operator decides on a part (R-REG-08). Refuses (nothing_submitted) a part of which nothing
// was sent in, unless it was begun before sellers sent anything in, and what check_registration
// refuses. Identity is checked elsewhere, so nothing is sent in for it.
result<registration> decide(registration was, const part_order& order, instant now);

} // namespace cppo::market
