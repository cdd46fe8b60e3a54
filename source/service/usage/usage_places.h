// Where reports of usage belong: whose agreement, and which rate of its usage term.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/usage/metering.h"
#include "store/engine/session.h"

namespace cppo::service {

// One record of a batch, as it was sent. Who used it is named by account and licence, or by account
// and product code.
struct usage_report {
    std::string customer;
    std::string license; // the licence's ARN; empty where the product code stands for it
    std::string dimension;
    instant at;
    std::int64_t quantity;
    std::vector<market::usage_allocation> allocations;
    std::string allocations_text;
};

// A report whose buyer, agreement and rate are known.
struct usage_place {
    account_id buyer;
    market::usage_record record;
};

std::string license_arn(const account_id& manufacturer, const std::string& license);

// What one session knows of a manufacturer's customers. Each licence and customer is read once,
// since the records of a batch are mostly of few.
class usage_places {
  public:
    // `product` is the id that reports without a licence speak of.
    usage_places(store::session& in, account_id manufacturer, std::string product, instant now)
        : in_(in),
          manufacturer_(std::move(manufacturer)),
          product_(std::move(product)),
          now_(now) {}

    // None for a customer without an agreement that takes usage of that moment. Refuses moments out
    // of bounds, allocations that do not fit, licences that are not the customer's or not of the
    // manufacturer's product, dimensions that are not metered, and worth beyond an invoice.
    result<std::optional<usage_place>> place(const usage_report& report, market::report_kind how);

  private:
    result<const market::agreement*> by_license(const account_id& customer, const std::string& arn);
    const market::agreement* by_product(const account_id& customer, const usage_report& report);

    store::session& in_;
    account_id manufacturer_;
    std::string product_;
    instant now_;
    std::map<std::pair<account_id, std::string>, market::agreement> licensed_;
    std::map<account_id, std::vector<market::agreement>> agreements_;
};

} // namespace cppo::service
