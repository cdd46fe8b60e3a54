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

// What one seller may know of what was collected of a charge at once, or of what is still open:
// a charge that is collected in n parts has n lines, and one more while something is open
// (R-DIS-13). Members a seller may not know are absent, so visibility is structural.
struct statement_line {
    account_id owner; // the seller
    std::string id;
    std::int64_t revision;
    account_id reseller; // the seller of record, who stands for a customer that is not told
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

    bool is_open() const { return !collected_on; }
};

// The amounts of a line, as far as its seller is told of them.
struct line_amounts {
    money buyer;
    money wholesale;
    money margin;
    money fee;
    money tax;
    money net;
};

// An open line of which something is collected: that becomes a line, and what is left is another.
struct divided_line {
    statement_line collected;
    std::optional<statement_line> open;
};

// Takes `taken` out of an open line. The collected line has the id of the open one and never
// changes any more, but for being paid out; the lines of a charge sort by their ids as they were
// collected, the open one last. Where `settles`, all of it is taken and nothing is left.
divided_line collect(const statement_line& open, const line_amounts& taken, day on, bool settles);

} // namespace cppo::market
