// What a seller reads of each charge.
#pragma once

#include <optional>
#include <string>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "market/money/charge.h"

namespace cppo::market {

enum class statement_part { manufacturer, partner };
constexpr auto names_of(statement_part) {
    using enum statement_part;
    return names<statement_part>({{manufacturer, "manufacturer"}, {partner, "partner"}});
}

// What one seller may know of one charge: members it may not know are absent, so visibility is
// structural.
struct statement_line {
    account_id owner; // the seller
    std::string id;
    std::int64_t revision;
    statement_part part;
    agreement_id agreement;
    offer_id offer;
    std::optional<authorization_id> authorization; // none: the manufacturer sold itself
    std::optional<account_id> customer;
    invoice_id invoice;
    charge_type kind;
    instant issued;
    std::optional<money> buyer_amount;
    std::optional<money> wholesale;
    std::optional<money> margin;
    money fee;
    money tax;
    money net;
    std::optional<day> collected_on;
    std::optional<disbursement_id> disbursed;
};

} // namespace cppo::market
