// The ledger as the operator and auditors read it: transfers, an hledger journal, balances, and an
// audit that recomputes everything from the rows.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/money/ledger.h"
#include "service/command/engine.h"
#include "service/reading/page.h"
#include "store/tables/commands.h"
#include "store/tables/money.h"

namespace cppo::service {

struct mismatch {
    std::string kind; // invoice, payment, seller, agreement, transfer
    std::string id;
    std::string detail;
};

// The balance of a ledger account in one currency: debits less credits, in minor units.
using balances = std::map<std::pair<std::string, currency>, std::int64_t>;

struct ledger_audit {
    std::int64_t transfers = 0;
    std::vector<mismatch> mismatches;
    balances sums;
};

class ledger_service {
  public:
    explicit ledger_service(engine& on) : on_(on) {}

    // Oldest first.
    result<listed<market::transfer>> transfers(const std::optional<agreement_id>& of,
                                               const page_request& at);

    // Every transfer as a transaction that Debian's hledger accepts.
    std::string journal();

    // Recomputes invoices, payments, fees, statements, payables and disbursements from their rows
    // and compares them with the transfers. Balanced where no mismatch is found.
    ledger_audit audit();

    // The audit chain of an account, oldest first; without one those of everybody
    // (service/reading/everybody.h).
    result<listed<store::audit_entry>> audit_entries(const std::optional<account_id>& of,
                                                     const page_request& at);

    // What an account's users did for others, or what others did for it, in whichever chain it
    // stands: chain by chain, oldest first (R-AUD-02).
    enum class acting { by, for_it };
    listed<store::audit_entry> acted(const account_id& of, acting how, const page_request& at);

  private:
    engine& on_;
};

} // namespace cppo::service
