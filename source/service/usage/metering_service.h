// Usage and entitlements, for the ISV that owns a product and for the buyer's own software.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/usage/metering.h"
#include "service/command/engine.h"
#include "service/secrets/key_box.h"
#include "service/usage/usage_places.h"

namespace cppo::service {

enum class usage_status { success, not_subscribed, duplicate };

struct usage_outcome {
    usage_status status;
    std::string record; // the id of a record that counts
};

// What a registration token stands for.
struct registration {
    account_id customer;
    std::string product_code;
    std::string license;
};

// An entitlement of one dimension.
struct entitled {
    account_id customer;
    std::string product_code;
    std::string dimension;
    std::int64_t quantity;
    std::optional<instant> expires;
    std::string license;
};

class metering_service {
  public:
    static constexpr std::int64_t token_lifetime_ms = 30 * 60'000;

    metering_service(engine& on, const key_box& keys) : on_(on), keys_(keys) {}

    // Checks the whole batch, then records it buyer by buyer. Refuses, and records nothing, where a
    // dimension or licence is unknown, a moment is out of bounds or allocations are wrong. The same
    // record again succeeds with the same id; another quantity is a duplicate (R-MET-06, R-MET-07).
    result<std::vector<usage_outcome>> report(const actor& by, const std::string& product_code,
                                              const std::vector<market::usage_report>& batch);
    // From the buyer's own software; answers the record's id, and with `dry_run` records nothing.
    // Refuses a second quantity for one hour.
    result<std::string> report_own(const actor& by, const std::string& product_code,
                                   const market::usage_report& one, bool dry_run);

    // A stateless token that lets the ISV learn who registers; for the acceptor of the agreement.
    std::string token_for(const market::agreement& of, const std::string& license) const;
    // Refuses tokens that were changed, are of another ISV's product, or older than 30 minutes
    // (R-ENT-03).
    result<registration> resolve(const actor& by, const std::string& token);

    // What the product's buyers may use now. Refuses a product that is not the caller's.
    result<std::vector<entitled>> entitlements(const account_id& manufacturer,
                                               const std::string& product_code);

  private:
    engine& on_;
    const key_box& keys_;
};

} // namespace cppo::service
