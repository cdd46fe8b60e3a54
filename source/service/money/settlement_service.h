// Money's use cases: payments the operator records, and what payers, buyers and sellers may read of
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/money/collecting.h"
#include "market/money/disbursing.h"
#include "market/money/invoicing.h"
#include "market/usage/month_end.h"
#include "service/command/deed.h"
#include "service/money/told_lines.h"
#include "service/reading/page.h"
#include "store/tables/money.h"

namespace cppo::service {

struct payment_order {
    invoice_id invoice;
    std::string amount; // as written
    std::string unit;
    std::optional<day> received_on;
    std::string reference;
    std::string remittance;
    std::string token;
    std::string request_hash;
};

struct recorded_payment {
    market::payment paid;
    market::invoice_status status;
    market::split parts; // what each party had of it
};

struct payment_filter {
    std::optional<invoice_id> invoice;
    std::optional<day> from;
};

struct invoice_filter {
    std::optional<account_id> account; // its payer or buyer
    std::optional<agreement_id> agreement;
    std::optional<market::invoice_status> status;
};

struct charge_filter {
    std::optional<account_id> account;
    std::optional<agreement_id> agreement;
};

class settlement_service {
  public:
    explicit settlement_service(engine& on) : on_(on) {}

    // Refuses an unknown invoice, a reference that a payment has already (R-CON-03), what
    // market::record_payment refuses, and everybody but the operator: in the words of an unknown
    // invoice who does not see it.
    result<recorded_payment> record_payment(const actor& by, const payment_order& order);
    // The same, to be done; above an amount a second person may have to decide (R-OPR-02).
    result<deed> recording_payment(const actor& by, const payment_order& order);
    result<recorded_payment> recorded(const invoice_id& on, const payment_id& id);
    // What would be recorded, without an id; nothing is stored.
    result<recorded_payment> preview(const actor& by, const payment_order& order);

    // All payments, or those of an invoice, recorded on a day or later, oldest first; for the
    // operator.
    listed<market::payment> payments(const payment_filter& of, const page_request& at);

    // For the operator, who sees all, the payer, the buyer and the seller of record; by day and
    // id. The manufacturer of a partner's deal is told that it may not know.
    result<listed<market::invoice>> invoices(const actor& viewer, const invoice_filter& of,
                                             const page_request& at);
    result<listed<market::charge>> charges(const actor& viewer, const charge_filter& of,
                                           const page_request& at);
    // Oldest first; without a seller those of everybody (service/reading/everybody.h).
    result<listed<told_line>> statements(const std::optional<account_id>& seller,
                                         std::optional<day> from, std::optional<day> to,
                                         const page_request& at);
    result<listed<market::disbursement>> disbursements(const std::optional<account_id>& seller,
                                                       const page_request& at);

  private:
    engine& on_;
};

} // namespace cppo::service
