#include "service/work/work_leases.h"

#include "service/secrets/digest.h"

namespace cppo::service {

work_leases::work_leases(engine& on, std::int64_t lease_ms)
    : on_(on), lease_us_(lease_ms * 1000), holder_(mint(random_seed()).text(25)) {}

std::string work_leases::part_of(const account_id& owner) {
    return owner.text().substr(owner.text().size() - 1);
}

const std::vector<std::string>& work_leases::all_parts() {
    static const std::vector<std::string> digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    return digits;
}

bool work_leases::hold(const std::string& part) {
    if (!on_.store().is_shared()) return true;
    const std::int64_t now = now_us();
    if (const auto kept = held_.find(part);
        kept != held_.end() && now + lease_us_ / 2 < kept->second.until_us)
        return true;
    held_.erase(part);
    const lease wanted{0, now + lease_us_};
    std::int64_t fence = 0;
    on_.store().write([&](store::session& in) {
        fence = 0;
        in.run(
            "INSERT INTO work_lease (part, holder, fence, until_us) VALUES ($1, $2, 1, $3) "
            "ON CONFLICT (part) DO UPDATE SET holder = excluded.holder, "
            "fence = work_lease.fence + 1, until_us = excluded.until_us "
            "WHERE work_lease.until_us < $4 OR work_lease.holder = excluded.holder",
            {part, holder_, wanted.until_us, now});
        in.run("SELECT fence FROM work_lease WHERE part = $1 AND holder = $2", {part, holder_},
               [&](const store::row& at) { fence = at.integer(0); });
    });
    if (fence == 0) return false;
    held_[part] = {fence, wanted.until_us};
    return true;
}

void work_leases::check(store::session& in, const std::string& part) const {
    if (!on_.store().is_shared()) return;
    const std::int64_t matched = in.run(
        "UPDATE work_lease SET until_us = until_us WHERE part = $1 AND holder = $2 AND fence = $3",
        {part, holder_, held_.at(part).fence});
    if (matched != 1) throw store::failure("55P03", "Another server has this part of the work.");
}

void work_leases::release() {
    if (held_.empty()) return;
    held_.clear();
    on_.store().write([&](store::session& in) {
        in.run("UPDATE work_lease SET until_us = 0 WHERE holder = $1", {holder_});
    });
}

} // namespace cppo::service
