// A deal from its acceptance on, carried by the market's decisions alone: what a decision writes is
// kept here instead of in a store.
#pragma once

#include <algorithm>
#include <cassert>

#include "unit/market/samples.h"

namespace cppo::market::sample {

class deal {
  public:
    // Quoted and accepted on `when`.
    explicit deal(const offer& of, instant when = now)
        : manufacturer_(a_seller(of.manufacturer)), partner_(a_seller(of.owner)) {
        const proposal about = a_proposal(of);
        const decision priced = quote(about, all_terms(of), ids_, when).value();
        const auto request = written<agreement_request>(priced).at(0);
        const decision made = accept(about, request, ids_, when).value();
        under_ = written<agreement>(made).at(0);
        charges_ = written<charge>(made);
        for (const due_work& each : written<due_work>(made)) keep(each);
    }

    // Cuts the invoice of the charge with this number, from 0, on its day.
    invoice cut(std::size_t number) {
        const charge& what = charges_.at(number);
        const due_work work{what.owner, due_kind::invoice_charge, what.id.text(),
                            instant::start_of(what.due_on)};
        const decision made = invoice_charge(what, *under_, work, ids_);
        under_ = written<agreement>(made).at(0);
        charges_.at(number) = written<charge>(made).at(0);
        invoices_.push_back(written<invoice>(made).at(0));
        for (const statement_line& each : written<statement_line>(made)) lines_.push_back(each);
        keep(written<transfer>(made));
        return invoices_.back();
    }

    result<decision> try_to_pay(std::size_t number, const payment_request& ask, instant when) {
        const invoice& on = invoices_.at(number);
        const auto of = std::ranges::find(charges_, on.charge, &charge::id);
        return record_payment({on, *of, open_line(on, statement_part::manufacturer),
                               open_line(on, statement_part::partner), manufacturer_, partner_},
                              ask, ids_, when);
    }

    // Records a payment, received today where nothing is said, on the invoice with this number;
    // returns what it was split into.
    split pay(std::size_t number, money amount, instant when, std::optional<day> received_on = {}) {
        const split before = invoices_.at(number).paid;
        const decision made = try_to_pay(number, {amount, received_on, ""}, when).value();
        invoices_.at(number) = written<invoice>(made).at(0);
        for (const charge& each : written<charge>(made))
            *std::ranges::find(charges_, each.id, &charge::id) = each;
        for (const statement_line& each : written<statement_line>(made)) keep(each);
        for (const payable& each : written<payable>(made)) payables_.push_back(each);
        for (const due_work& each : written<due_work>(made)) keep(each);
        keep(written<transfer>(made));
        const split after = invoices_.at(number).paid;
        return {after.manufacturer - before.manufacturer, after.partner - before.partner,
                after.marketplace - before.marketplace, after.tax - before.tax};
    }

    // Pays a seller out at `when`; nothing where nothing is ready.
    std::optional<disbursement> pay_out(const account_id& to, instant when) {
        std::vector<payable> open;
        for (const payable& each : payables_)
            if (each.owner == to && !each.disbursed) open.push_back(each);
        std::vector<statement_line> statements;
        for (const statement_line& each : lines_)
            if (each.owner == to) statements.push_back(each);
        const due_work work{to, due_kind::disburse, "USD", when};
        const decision made =
            disburse(to == isv ? manufacturer_ : partner_, open, statements, work, ids_);
        for (const payable& each : written<payable>(made))
            *std::ranges::find(payables_, each.id, &payable::id) = each;
        for (const statement_line& each : written<statement_line>(made)) keep(each);
        for (const due_work& each : written<due_work>(made)) keep(each);
        keep(written<transfer>(made));
        const auto paid = written<disbursement>(made);
        if (paid.empty()) return {};
        return paid.at(0);
    }

    // A seller's lines of an invoice, as they were collected, the open one last.
    std::vector<statement_line> lines(const invoice& on, statement_part part) const {
        std::vector<statement_line> made;
        for (const statement_line& each : lines_)
            if (each.invoice == on.id && each.part == part) made.push_back(each);
        std::ranges::sort(made, {}, &statement_line::id);
        return made;
    }
    statement_line line(const invoice& on, statement_part part) const {
        return lines(on, part).at(0);
    }
    std::optional<statement_line> open_line(const invoice& on, statement_part part) const {
        const auto all = lines(on, part);
        if (all.empty() || !all.back().is_open()) return {};
        return all.back();
    }
    const std::vector<statement_line>& lines() const { return lines_; }

    // Debits less credits of a ledger account, in minor units.
    std::int64_t balance(const std::string& account) const {
        std::int64_t sum = 0;
        for (const transfer& each : transfers_) {
            if (each.debit == account) sum += each.amount.minor();
            if (each.credit == account) sum -= each.amount.minor();
        }
        return sum;
    }

    const agreement& under() const { return *under_; }
    void take_fees(const fee_rates& rates) { under_->fees = rates; }
    const std::vector<charge>& charges() const { return charges_; }
    const std::vector<invoice>& invoices() const { return invoices_; }
    const std::vector<payable>& payables() const { return payables_; }
    const std::vector<due_work>& works() const { return works_; }
    seller& manufacturer() { return manufacturer_; }
    seller& partner_seller() { return partner_; }

  private:
    void keep(const due_work& work) { works_.push_back(work); }
    void keep(const statement_line& written) {
        const auto found = std::ranges::find(lines_, written.id, &statement_line::id);
        if (found == lines_.end())
            lines_.push_back(written);
        else
            *found = written;
    }
    void keep(const std::vector<transfer>& posted) {
        transfers_.insert(transfers_.end(), posted.begin(), posted.end());
    }

    mint ids_ = some_ids();
    seller manufacturer_;
    seller partner_;
    std::optional<agreement> under_;
    std::vector<charge> charges_;
    std::vector<invoice> invoices_;
    std::vector<statement_line> lines_;
    std::vector<payable> payables_;
    std::vector<due_work> works_;
    std::vector<transfer> transfers_;
};

} // namespace cppo::market::sample
