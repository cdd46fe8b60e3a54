#include "service/work/verification.h"

#include "service/command/audit.h"
#include "service/money/ledger_service.h"
#include "store/engine/integrity.h"

namespace cppo::service {
namespace {

// Each entry carries the hash of the one before it and its own.
void check_audit_chains(store::session& in, verification& found) {
    std::optional<store::audit_entry> before;
    constexpr std::int64_t piece = 1'000;
    std::string owner;
    std::int64_t number = 0;
    for (std::int64_t read = piece; read == piece;) {
        const auto entries = store::select<store::audit_entry>(
            in, "WHERE (owner, number) > ($1, $2) ORDER BY owner, number LIMIT $3",
            {owner, number, piece});
        for (const store::audit_entry& each : entries) {
            const bool follows = before && before->owner == each.owner;
            const bool is_next = each.number == (follows ? before->number + 1 : 1) &&
                                 each.previous == (follows ? before->hash : "");
            if (!is_next || each.hash != hash_of(each))
                found.faults.push_back("The audit chain of " + each.owner.text() +
                                       " is broken at entry " + std::to_string(each.number) + ".");
            before = each;
            ++found.audit_entries;
        }
        read = static_cast<std::int64_t>(entries.size());
        if (before) {
            owner = before->owner.text();
            number = before->number;
        }
    }
}

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

verification verify(engine& on) {
    verification found;
    const ledger_audit money = ledger_service(on).audit();
    found.transfers = money.transfers;
    for (const mismatch& each : money.mismatches)
        found.faults.push_back("The ledger: " + each.kind + " " + each.id + ": " + each.detail);
    for (const std::string& each : store::integrity_faults(on.store()))
        found.faults.push_back("The file: " + each);
    on.read([&](store::session& in, instant) {
        check_audit_chains(in, found);
        check_usage_totals(in, found);
    });
    return found;
}

} // namespace cppo::service
