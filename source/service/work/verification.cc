#include "service/work/verification.h"

#include "service/money/ledger_service.h"
#include "service/work/audit_check.h"
#include "store/engine/integrity.h"

namespace cppo::service {
namespace {

std::int64_t sum_of(store::session& in, std::string_view sql) {
    std::int64_t sum = 0;
    in.run(sql, {}, [&](const store::row& at) { sum = at.integer(0); });
    return sum;
}

void check_usage_totals(store::session& in, verification& found) {
    const std::int64_t totals =
        sum_of(in, "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM usage_total");
    const std::int64_t records = sum_of(
        in,
        "SELECT CAST(COALESCE(SUM(usage.quantity), 0) AS BIGINT) FROM usage, usage_mark WHERE "
        "(usage.hour, usage.account, usage.agreement_no, usage.dimension_no) <= "
        "(usage_mark.hour, usage_mark.account, usage_mark.agreement_no, usage_mark.dimension_no)");
    if (totals != records)
        found.faults.push_back("Totals of usage are " + std::to_string(totals) +
                               ", their records sum to " + std::to_string(records) + ".");
}

} // namespace

verification verify(engine& on, const key_box* keys) {
    verification found;
    const ledger_audit money = ledger_service(on).audit();
    found.transfers = money.transfers;
    for (const mismatch& each : money.mismatches)
        found.faults.push_back("The ledger: " + each.kind + " " + each.id + ": " + each.detail);
    for (const std::string& each : store::integrity_faults(on.store()))
        found.faults.push_back("The file: " + each);
    on.read([&](store::session& in, instant) {
        check_audit_chains(in, keys, found);
        check_usage_totals(in, found);
    });
    return found;
}

} // namespace cppo::service
