#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::ledger_service;

result<answer> list_transfers(ledger_service& ledger, const call& from) {
    const auto found = TRY(ledger.transfers(TRY(agreement_in(from.input)), cut_in(from.input)));
    json::array items;
    for (const market::transfer& each : found.items) {
        json::object one{{"transferId", each.id.text()},
                         {"debit", each.debit},
                         {"credit", each.credit},
                         {"amount", each.amount.text()},
                         {"currency", code_of(each.amount.unit())},
                         {"at", each.at.text()}};
        if (each.agreement) one["agreementId"] = each.agreement->text();
        one["cause"] = {{"kind", cppo::name_of(each.cause)}, {"id", each.cause_id}};
        items.push_back(std::move(one));
    }
    return list_answer(std::move(items), found.next);
}

result<answer> recompute(ledger_service& ledger, const call&) {
    const service::ledger_audit audit = ledger.audit();
    json::array mismatches;
    for (const service::mismatch& each : audit.mismatches)
        mismatches.push_back({{"kind", each.kind}, {"id", each.id}, {"detail", each.detail}});
    json::array balances;
    for (const auto& [key, minor] : audit.sums)
        balances.push_back({{"account", key.first},
                            {"currency", code_of(key.second)},
                            {"amount", money(minor, key.second).text()}});
    return answer{json::object{{"balanced", audit.mismatches.empty()},
                               {"transfers", audit.transfers},
                               {"mismatches", std::move(mismatches)},
                               {"balances", std::move(balances)}},
                  ""};
}

result<answer> list_audit(ledger_service& ledger, const call& from) {
    const auto found = TRY(ledger.audit_entries(TRY(account_asked(from)), cut_in(from.input)));
    json::array items;
    for (const store::audit_entry& each : found.items)
        items.push_back({{"accountId", each.owner.text()},
                         {"number", each.number},
                         {"at", each.at.text()},
                         {"userId", each.user},
                         {"byAccountId", each.by.text()},
                         {"operation", each.operation},
                         {"subject", each.subject},
                         {"source", each.source},
                         {"previousHash", each.previous},
                         {"hash", each.hash}});
    return list_answer(std::move(items), found.next);
}

} // namespace

std::vector<route> ledger_routes(ledger_service& ledger) {
    return {
        {"GET", "/console/v1/ledger/transfers", "TransferList", audience::operator_only, false,
         "The ledger's transfers",
         [&ledger](const call& from) { return list_transfers(ledger, from); }},
        {"GET", "/console/v1/ledger/journal", "Nothing", audience::operator_only, false,
         "The ledger as an hledger journal",
         [&ledger](const call&) -> result<answer> { return answer{{}, ledger.journal()}; }},
        {"GET", "/console/v1/ledger/audit", "Nothing", audience::operator_only, false,
         "Recompute everything and compare it with the ledger",
         [&ledger](const call& from) { return recompute(ledger, from); }},
        {"GET", "/console/v1/audit", "AuditList", audience::everybody, false,
         "The audit chain of an account",
         [&ledger](const call& from) { return list_audit(ledger, from); }},
    };
}

} // namespace cppo::console
