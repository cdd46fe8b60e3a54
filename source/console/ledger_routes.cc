#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using service::ledger_service;

json::object transfer_json(const market::transfer& of) {
    json::object made{{"transferId", of.id.text()},
                      {"debit", of.debit},
                      {"credit", of.credit},
                      {"amount", of.amount.text()},
                      {"currency", code_of(of.amount.unit())},
                      {"at", of.at.text()}};
    if (of.agreement) made["agreementId"] = of.agreement->text();
    made["cause"] = {{"kind", cppo::name_of(of.cause)}, {"id", of.cause_id}};
    return made;
}

json::object entry_json(const store::audit_entry& of) {
    json::object made{{"accountId", of.owner.text()},
                      {"number", of.number},
                      {"at", of.at.text()},
                      {"userId", of.user},
                      {"byAccountId", of.by.text()},
                      {"operation", of.operation},
                      {"subject", of.subject},
                      {"source", of.source},
                      {"previousHash", of.previous},
                      {"hash", of.hash},
                      {"form", of.form}};
    const std::pair<const char*, const std::string*> more[] = {{"credential", &of.credential},
                                                               {"outcome", &of.outcome},
                                                               {"forAccountId", &of.acted_for},
                                                               {"amount", &of.amount},
                                                               {"currency", &of.currency},
                                                               {"before", &of.before},
                                                               {"after", &of.after}};
    for (const auto& [name, text] : more)
        if (!text->empty()) made[name] = *text;
    return made;
}

result<answer> list_transfers(ledger_service& ledger, const call& from) {
    const auto of = TRY(agreement_in(from.input));
    return list_answer(TRY(ledger.transfers(of, TRY(page_in(from)))), transfer_json);
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
                               {"balances", std::move(balances)}}};
}

result<answer> list_audit(ledger_service& ledger, const call& from) {
    if (const std::string acting = text_in(from.input, "acting"); !acting.empty()) {
        using enum ledger_service::acting;
        return list_answer(ledger.acted(TRY(account_asked(from)), acting == "by" ? by : for_it,
                                        TRY(page_in(from))),
                           entry_json);
    }
    const auto of = TRY(accounts_asked(from));
    return list_answer(TRY(ledger.audit_entries(of, TRY(page_in(from)))), entry_json);
}

} // namespace

std::vector<route> ledger_routes(ledger_service& ledger) {
    using enum audience;
    using enum effect;
    // clang-format off
    return {
        {"ListTransfers", "GET", "/console/v1/ledger/transfers", operator_only, reads,
         permission_group::money, duty::finance,
         "TransferList", "TransferPage", 200, {}, "The ledger's transfers",
         [&ledger](const call& from) { return list_transfers(ledger, from); }},
        {"GetJournal", "GET", "/console/v1/ledger/journal", operator_only, reads,
         permission_group::money, duty::finance, "Nothing",
         "Journal", 200, {}, "The ledger as an hledger journal",
         [&ledger](const call&) -> result<answer> { return answer{{}, ledger.journal()}; }},
        {"AuditLedger", "GET", "/console/v1/ledger/audit", operator_only, reads,
         permission_group::money, duty::finance, "Nothing",
         "LedgerAudit", 200, {}, "Recompute everything and compare it with the ledger",
         [&ledger](const call& from) { return recompute(ledger, from); }},
        {"ListAuditEntries", "GET", "/console/v1/audit", everybody, reads,
         permission_group::users, duty::administration, "AuditList",
         "AuditPage", 200, {reason::account_not_found},
         "The audit chain of an account; of everybody for the operator",
         [&ledger](const call& from) { return list_audit(ledger, from); }},
    };
    // clang-format on
}

} // namespace cppo::console
