// Which server runs which part of the due work. A lease says who tries; the fence, asserted in the
// transaction of every piece of work, says who may (R-STO-03). Where one process has the store
// to itself there is nothing to lease.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "service/command/engine.h"

namespace cppo::service {

class work_leases {
  public:
    static constexpr std::int64_t usual_lease_ms = 5'000;

    explicit work_leases(engine& on, std::int64_t lease_ms = usual_lease_ms);

    // The work of the accounts whose numbers end alike is one part.
    static std::string part_of(const account_id& owner);
    // The parts that account numbers have.
    static const std::vector<std::string>& all_parts();

    // Takes the part, or renews a lease that is half over; false where another server has it.
    bool hold(const std::string& part);
    // Throws store::failure busy_or_conflict where the part was taken by another server since.
    void check(store::session& in, const std::string& part) const;
    // Asks the store again before the part is used again.
    void forget(const std::string& part) { held_.erase(part); }
    // Lets others take what this server holds.
    void release();

    const std::string& holder() const { return holder_; }
    std::chrono::milliseconds length() const { return std::chrono::milliseconds(lease_us_ / 1000); }
    // The moment, by this server's real clock, before which other leases have ended.
    std::int64_t now_us() const { return on_.clock().real_now().us(); }

  private:
    struct lease {
        std::int64_t fence;
        std::int64_t until_us;
    };

    engine& on_;
    const std::int64_t lease_us_;
    const std::string holder_; // unlike any other server's, and any earlier run's
    std::map<std::string, lease> held_;
};

} // namespace cppo::service
