// Recomputes the money of every invoice, payment, seller and agreement and compares it with the
// ledger (R-LED-02).
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "service/money/ledger_service.h"
#include "store/engine/session.h"

namespace cppo::service {

class ledger_check {
  public:
    explicit ledger_check(ledger_audit& into) : into_(into) {}

    // Takes in one transfer; all are added before the comparison.
    void add(const market::transfer& each);
    void compare(store::session& in);

  private:
    // What the transfers of one cause move to or from an account.
    using moved_key = std::tuple<market::cause_kind, std::string, std::string>;

    // What the invoices of an agreement say was charged on it.
    struct invoiced_sums {
        std::int64_t wholesale = 0;
        std::int64_t margin = 0;
        std::int64_t listing_fee = 0;
        std::int64_t processing_fee = 0;
    };

    // What a seller's lines of one invoice come to.
    struct statement_sums {
        std::int64_t wholesale = 0;
        std::int64_t fee = 0;
        std::int64_t net = 0;
        std::int64_t collected = 0;
        std::int64_t lines_collected = 0;
        std::int64_t lines_open = 0;
    };

    void compare_invoices(store::session& in);
    void compare_invoice(store::session& in, const market::invoice& each);
    void compare_parts(const market::invoice& each, const market::split& paid);
    void compare_statements(store::session& in, const market::invoice& each,
                            const market::charge& of, std::int64_t payments);
    // A seller has a line for each payment, and one while something is open; of nothing owed none.
    void compare_lines(const market::invoice& on, const statement_sums& found,
                       std::int64_t payments);
    statement_sums sum_lines(store::session& in, const market::invoice& on,
                             market::statement_part part);
    void compare_payables(store::session& in);
    void compare_disbursements(store::session& in);
    void compare_fees(store::session& in);

    void compare_invoicing(const market::invoice& each);
    void compare_payment(const market::invoice& on, const market::payment& each);

    std::int64_t credited(market::cause_kind cause, const std::string& id,
                          const std::string& account) const;
    // Both sides of what a cause moved from one account.
    void expect_moved(market::cause_kind cause, const std::string& id, const std::string& debit,
                      std::int64_t wanted);
    void expect(std::int64_t found, std::int64_t wanted, const std::string& kind,
                const std::string& id, const std::string& what);

    ledger_audit& into_;
    std::map<moved_key, std::int64_t> credits_;
    std::map<moved_key, std::int64_t> debits_;
    std::map<std::string, invoiced_sums> invoiced_; // by agreement
    std::map<std::string, std::int64_t> paid_out_;  // by disbursement, as statements name it
};

} // namespace cppo::service
