// The invoice of a charge.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "ground/rounding.h"
#include "market/money/split.h"

namespace cppo::market {

enum class invoice_status { open, paid, void_ };
constexpr auto names_of(invoice_status) {
    using enum invoice_status;
    return names<invoice_status>({{open, "OPEN"}, {paid, "PAID"}, {void_, "VOID"}});
}

enum class line_kind { upfront, instalment, usage, tax, adjustment };
constexpr auto names_of(line_kind) {
    using enum line_kind;
    return names<line_kind>({{upfront, "UPFRONT"},
                             {instalment, "INSTALMENT"},
                             {usage, "USAGE"},
                             {tax, "TAX"},
                             {adjustment, "ADJUSTMENT"}});
}

struct invoice_line {
    std::string id;
    line_kind kind;
    std::string description;
    std::string dimension;
    std::int64_t quantity;
    money amount;
    std::string unit_price = {};

    bool operator==(const invoice_line&) const = default;
};

// What a line comes to before the sum of its charge is rounded: quantity x unit price. None where
// no price stands behind it, as of an instalment.
std::optional<exact_amount> exact_amount_of(const invoice_line& line);

// One invoice per agreement and event. One of nothing is paid when it is cut (R-BIL-10). `due` and
// `paid` are its parts; they sum to what is owed and paid.
struct invoice {
    account_id owner; // the buyer
    invoice_id id;
    std::int64_t revision;
    account_id payer;
    agreement_id agreement;
    charge_id charge;
    account_id manufacturer;
    account_id partner;
    invoice_status status;
    day issued_on;
    instant issued;
    day due_on;
    split due;
    split paid;
    std::vector<invoice_line> lines;
};

} // namespace cppo::market
