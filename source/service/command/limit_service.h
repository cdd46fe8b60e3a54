// How much one account may ask for: requests a second of an operation, and change sets that are
// open at once. Settings of the operator; AWS's own numbers stand beside them.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "service/command/engine.h"

namespace cppo::service {

// AWS's number, and the one that holds here: none where nothing is limited.
struct limit {
    std::string name; // an operation, or OpenChangeSets
    std::int64_t of_aws;
    std::optional<std::int64_t> value;
};

// What AWS allows an account of an operation: requests a second.
struct aws_rate {
    std::string operation;
    std::int64_t each_second;
};

// Change sets that may be open at once; AWS's number where nothing is set.
std::int64_t open_change_sets_max(store::session& in);

// Offers that open change sets may create or update at once; none where nothing is set.
std::optional<std::int64_t> concurrent_offers_max(store::session& in);

class limit_service {
  public:
    // With what AWS allows of each operation that is offered.
    limit_service(engine& on, std::vector<aws_rate> rates);

    std::vector<limit> all();
    // Limits an operation on this server from the answer on and within a second on every other;
    // none lifts its limit. Refuses a name that has no limit and a number that is not positive.
    result<limit> set(const actor& by, const std::string& name, std::optional<std::int64_t> value,
                      const std::string& token, const std::string& request_hash);

    // Whether the account may make this request now. Counted by each server for itself: as many at
    // once as in a second, and from then on evenly.
    bool admits(const account_id& account, std::string_view operation, instant real_now);

  private:
    using key = std::pair<account_id, std::string>;
    static constexpr std::size_t remembered_max = 100'000;
    static constexpr std::int64_t refresh_us = 1'000'000;

    void refresh();

    struct known_limit {
        std::string name;
        std::int64_t of_aws;
    };

    engine& on_;
    std::vector<known_limit> known_;
    std::mutex refresh_mutex_;
    std::mutex mutex_;
    std::int64_t refreshed_us_ = 0;
    std::map<std::string, std::int64_t, std::less<>> rates_; // requests a second
    std::map<key, std::int64_t> busy_until_us_;
};

} // namespace cppo::service
