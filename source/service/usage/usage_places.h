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
// few. One of these serves one request, which is about one product (R-MET-11).
class usage_places {
  public:
    // The product is the one that reports without a licence speak of.
    usage_places(store::session& in, market::usage_subject about, instant now)
        : in_(in), about_(std::move(about)), now_(now) {}

    // As market::place has it, of whatever the report names; market::check_report took it before.
    // None for a customer that is no account, and for a report of neither licence nor product.
    result<std::optional<market::usage_place>> place(const market::usage_report& report);

  private:
    struct licensed {
        std::optional<market::entitlement> what;
        std::optional<market::agreement> under;
    };

    const licensed& of_license(const account_id& customer, const std::string& arn);
    const std::vector<market::agreement>& of_product(const account_id& customer);

    store::session& in_;
    market::usage_subject about_;
    instant now_;
    std::map<std::pair<account_id, std::string>, licensed> licensed_;
    std::map<account_id, std::vector<market::agreement>> agreements_;
};

} // namespace cppo::service
