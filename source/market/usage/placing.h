// Where a report of usage belongs: whose agreement, and which rate of its usage term.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/result.h"
#include "market/agreements/agreement.h"
#include "market/usage/metering.h"

namespace cppo::market {

// One record of a batch, as it was sent. Who used it is named by account and licence, or by account
// and product code.
struct usage_report {
    std::string customer;
    std::string license; // the licence's ARN; empty where the product code stands for it
    std::string dimension;
    instant at;
    std::int64_t quantity;
    std::vector<usage_allocation> allocations;
    std::string allocations_text;
};

// A report whose buyer, agreement and rate are known.
struct usage_place {
    account_id buyer;
    usage_record record;
};

// What was found of the customer a report names.
struct usage_customer {
    account_id id;
    // The entitlement of the report's licence and its agreement; none where there is no such one.
    const entitlement* licensed = nullptr;
    const agreement* under = nullptr;
    // Its agreements for the product of reports without a licence, the latest first.
    const std::vector<agreement>* of_product = nullptr;
};

// Whose product a request is about, and which: that of its code, else of its first licence; none as
// long as neither is known (R-MET-11).
struct usage_subject {
    account_id manufacturer;
    std::optional<product_id> product = {};
};

std::string license_arn(const account_id& manufacturer, const std::string& license);
// The licence an ARN names; empty where it names none.
std::string license_in(const std::string& arn);

// What may be said of a report before anything is looked up: its moment is one that may be reported
// for, and its allocations sum to its quantity (R-MET-03, R-MET-09).
result<void> check_report(const usage_report& report, report_kind how, instant now);

// None for a customer without an agreement that takes usage of that moment. Refuses licences that
// are not the customer's, not of the manufacturer's product, or of another one than the request is
// about, moments outside the licence's period, dimensions that are not metered, and worth beyond an
// invoice (R-MET-05, R-MET-08, R-MET-11).
result<std::optional<usage_place>> place(const usage_report& report, const usage_customer& customer,
                                         const usage_subject& about, instant now);

} // namespace cppo::market
