// How one buyer's amount is divided, to the minor unit.
#pragma once

#include "ground/money.h"

namespace cppo::market {

// The parts of a charge or payment. Their sum is what the buyer pays.
struct split {
    money manufacturer; // wholesale less listing fee
    money partner;      // margin less processing fee
    money marketplace;  // fees
    money tax;

    money total() const { return manufacturer + partner + marketplace + tax; }
    bool operator==(const split&) const = default;
};

// What a charge is made of before it is divided. Wholesale includes the tax the ISV itself remits,
// if any (R-FEE-05, R-TAX-01).
struct charge_amounts {
    money buyer;     // before tax
    money tax;       // collected from the buyer on top
    money wholesale; // what the partner owes the ISV
    money listing_fee;
    money processing_fee;
};

// Buyer + tax = ISV + partner + marketplace + tax. Asserts that nobody's part is negative.
split divide(const charge_amounts& amounts);

// The parts of a payment on account: `due` less `paid` is what is open, and `amount` of it is taken
// in proportion, rounded down, the cents left over going to the largest remainders in the order of
// the members (R-DIS-01). The last takes what is open exactly; `amount` must not exceed it.
split take_share(const split& due, const split& paid, money amount);

} // namespace cppo::market
