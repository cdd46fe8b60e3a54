// What a buyer is charged: an instalment, an upfront price, a month of usage.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"

namespace cppo::market {

enum class charge_type { instalment, upfront, usage };
constexpr auto names_of(charge_type) {
    using enum charge_type;
    return names<charge_type>({{instalment, "INSTALMENT"}, {upfront, "UPFRONT"}, {usage, "USAGE"}});
}

enum class charge_status { scheduled, invoiced, paid, cancelled };
constexpr auto names_of(charge_status) {
    using enum charge_status;
    return names<charge_status>({{scheduled, "SCHEDULED"},
                                 {invoiced, "INVOICED"},
                                 {paid, "PAID"},
                                 {cancelled, "CANCELLED"}});
}

// What an upfront or usage charge is the sum of: one dimension with its part of the rounded sum.
struct charge_line {
    std::string dimension;
    std::int64_t quantity;
    std::string unit_price;
    money amount;
    money wholesale;

    bool operator==(const charge_line&) const = default;
};

struct charge {
    account_id owner; // the buyer
    charge_id id;
    std::int64_t revision;
    account_id payer;
    account_id partner; // the seller of record
    agreement_id agreement;
    charge_type kind;
    charge_status status;
    day due_on;
    money amount;
    money wholesale;
    std::optional<invoice_id> invoice;
    std::vector<charge_line> lines = {}; // none for instalments
};

} // namespace cppo::market
