// The records money leaves: charges and invoices of the buyer, payments on them, and what each
// seller sees and is paid.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "market/split.h"

namespace cppo::market {

enum class charge_type { instalment, upfront, usage };
enum class charge_status { scheduled, invoiced, paid, cancelled };

// What an upfront or usage charge is the sum of: one dimension, rounded once.
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
    agreement_id agreement;
    charge_type kind;
    charge_status status;
    day due_on;
    money amount;
    money wholesale;
    std::optional<invoice_id> invoice;
    std::vector<charge_line> lines = {}; // none for instalments
};

enum class invoice_status { open, paid, void_ };
enum class line_kind { upfront, instalment, usage, tax, adjustment };

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

// One invoice per agreement and event. `due` and `paid` are its parts; they sum to what is owed and
// paid.
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

struct payment {
    account_id owner; // the buyer
    payment_id id;
    invoice_id invoice;
    money amount;
    day received_on;
    std::string reference;
    instant recorded;
};

enum class statement_part { manufacturer, partner };

// What one seller may know of one charge: members it may not know are absent, so visibility is
// structural.
struct statement_line {
    account_id owner; // the seller
    std::string id;
    std::int64_t revision;
    statement_part part;
    agreement_id agreement;
    offer_id offer;
    authorization_id authorization;
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

// Collected money a seller is still to be paid.
struct payable {
    account_id owner; // the seller
    std::string id;
    std::int64_t revision;
    agreement_id agreement;
    invoice_id invoice;
    money amount;
    day collected_on;
    std::optional<disbursement_id> disbursed;
};

struct disbursement_line {
    agreement_id agreement;
    invoice_id invoice;
    money amount;

    bool operator==(const disbursement_line&) const = default;
};

struct disbursement {
    account_id owner; // the seller
    disbursement_id id;
    money amount;
    day paid_on;
    instant paid;
    std::vector<disbursement_line> lines;
};

} // namespace cppo::market
