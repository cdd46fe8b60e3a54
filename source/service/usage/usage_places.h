// Loads what places reports of usage: each licence and customer once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/usage/placing.h"
#include "store/engine/session.h"

namespace cppo::service {

// What one session knows of a manufacturer's customers, since the records of a batch are mostly of
// few.
class usage_places {
  public:
    // `product` is the id that reports without a licence speak of.
    usage_places(store::session& in, account_id manufacturer, std::string product, instant now)
        : in_(in),
          manufacturer_(std::move(manufacturer)),
          product_(std::move(product)),
          now_(now) {}

    // As market::place has it, of whatever the report names; refuses what check_report refuses.
    // None for a customer that is no account.
    result<std::optional<market::usage_place>> place(const market::usage_report& report,
                                                     market::report_kind how);

  private:
    struct licensed {
        std::optional<market::entitlement> what;
        std::optional<market::agreement> under;
    };

    const licensed& of_license(const account_id& customer, const std::string& arn);
    const std::vector<market::agreement>& of_product(const account_id& customer);

    store::session& in_;
    account_id manufacturer_;
    std::string product_;
    instant now_;
    std::map<std::pair<account_id, std::string>, licensed> licensed_;
    std::map<account_id, std::vector<market::agreement>> agreements_;
};

} // namespace cppo::service
