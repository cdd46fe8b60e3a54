#include "service/money/ledger_check.h"

#include <optional>

#include "store/tables/agreements.h"
#include "store/tables/money.h"

namespace cppo::service {
namespace {

using namespace market;
using store::session;

constexpr std::int64_t rows_per_read = 500;

// Calls `use` with every row of a table, in the order of its owner and id.
template <class Row, class Use>
void each_row(session& in, const Use& use) {
    std::string owner;
    std::string id;
    while (true) {
        const auto rows = store::select<Row>(
            in, "WHERE owner > $1 OR (owner = $1 AND id > $2) ORDER BY owner, id LIMIT $3",
            {owner, id, rows_per_read});
        for (const Row& each : rows) use(each);
        if (std::ssize(rows) < rows_per_read) return;
        owner = rows.back().owner.text();
        if constexpr (requires { rows.back().id.text(); })
            id = rows.back().id.text();
        else
            id = rows.back().id;
    }
}

} // namespace

void ledger_check::add(const transfer& each) {
    ++into_.transfers;
    const std::int64_t minor = each.amount.minor();
    if (minor <= 0 || each.debit == each.credit)
        into_.mismatches.push_back({"transfer", each.id.text(), "moves nothing"});
    into_.sums[{each.debit, each.amount.unit()}] += minor;
    into_.sums[{each.credit, each.amount.unit()}] -= minor;
    debits_[{each.cause, each.cause_id, each.debit}] += minor;
    credits_[{each.cause, each.cause_id, each.credit}] += minor;
}

std::int64_t ledger_check::credited(cause_kind cause, const std::string& id,
                                    const std::string& account) const {
    const auto found = credits_.find({cause, id, account});
    return found == credits_.end() ? 0 : found->second;
}

void ledger_check::expect(std::int64_t found, std::int64_t wanted, const std::string& kind,
                          const std::string& id, const std::string& what) {
    if (found == wanted) return;
    into_.mismatches.push_back(
        {kind, id, what + " is " + std::to_string(found) + ", not " + std::to_string(wanted)});
}

void ledger_check::compare(session& in) {
    compare_invoices(in);
    compare_payables(in);
    compare_disbursements(in);
    compare_fees(in);
}

void ledger_check::compare_invoices(session& in) {
    each_row<store::invoice_row>(
        in, [&](const store::invoice_row& row) { compare_invoice(in, store::invoice_of(row)); });
}

void ledger_check::expect_moved(cause_kind cause, const std::string& id, const std::string& debit,
                                std::int64_t wanted) {
    const auto found = debits_.find({cause, id, debit});
    expect(found == debits_.end() ? 0 : found->second, wanted, std::string(cppo::name_of(cause)),
           id, "what " + debit + " gave");
}

void ledger_check::compare_invoicing(const invoice& each) {
    const std::string& id = each.id.text();
    const std::int64_t total = each.due.total().minor();
    expect(credited(cause_kind::invoice, id, books::clearing(each.owner)), total, "invoice", id,
           "the amount posted");
    expect_moved(cause_kind::invoice, id, books::receivable(each.payer), total);
    expect(each.status == invoice_status::paid, each.paid == each.due, "invoice", id,
           "whether it is paid");
}

void ledger_check::compare_payment(const invoice& on, const payment& each) {
    const std::string& cause = each.id.text();
    const std::int64_t amount = each.amount.minor();
    expect(credited(cause_kind::payment, cause, books::receivable(on.payer)), amount, "payment",
           cause, "the amount collected");
    expect_moved(cause_kind::payment, cause, books::bank, amount);
    expect_moved(cause_kind::payment, cause, books::clearing(on.owner), amount);
}

void ledger_check::compare_invoice(session& in, const invoice& each) {
    compare_invoicing(each);
    const std::string& id = each.id.text();
    const charge of = store::find<charge>(in, each.owner, each.charge).value();
    expect((each.due.total() - each.due.tax).minor(), of.amount.minor(), "invoice", id,
           "the charge invoiced");

    const money nothing = money::zero(of.amount.unit());
    split paid{nothing, nothing, nothing, nothing};
    money received = nothing;
    std::int64_t payments = 0;
    for (const payment& one :
         store::select<payment>(in, "WHERE owner = $1 AND invoice = $2", {each.owner.text(), id})) {
        const auto part = [&](const std::string& account) {
            return money(credited(cause_kind::payment, one.id.text(), account), of.amount.unit());
        };
        paid.manufacturer = paid.manufacturer + part(books::payable(each.manufacturer));
        paid.partner = paid.partner + part(books::payable(each.partner));
        paid.marketplace = paid.marketplace + part(books::fees);
        paid.tax = paid.tax + part(books::tax);
        received = received + one.amount;
        ++payments;
        compare_payment(each, one);
    }
    expect(paid.total().minor(), received.minor(), "invoice", id,
           "ISV + partner + marketplace + tax of its payments");
    compare_parts(each, paid);
    compare_statements(in, each, of, payments);
}

void ledger_check::compare_parts(const invoice& each, const split& paid) {
    const std::string& id = each.id.text();
    expect(paid.manufacturer.minor(), each.paid.manufacturer.minor(), "invoice", id,
           "the ISV's part");
    expect(paid.partner.minor(), each.paid.partner.minor(), "invoice", id, "the partner's part");
    expect(paid.marketplace.minor(), each.paid.marketplace.minor(), "invoice", id,
           "the marketplace's part");
    expect(paid.tax.minor(), each.paid.tax.minor(), "invoice", id, "the tax");
}

void ledger_check::compare_lines(const invoice& on, const statement_sums& found,
                                 std::int64_t payments) {
    const std::string& id = on.id.text();
    expect(found.lines_collected, payments, "invoice", id, "the number of a seller's lines");
    expect(found.lines_open, on.status == invoice_status::open, "invoice", id,
           "the number of a seller's open lines");
}

void ledger_check::compare_statements(session& in, const invoice& each, const charge& of,
                                      std::int64_t payments) {
    const std::string& id = each.id.text();
    const statement_sums isv = sum_lines(in, each, statement_part::manufacturer);
    const statement_sums partner = sum_lines(in, each, statement_part::partner);
    compare_lines(each, isv, payments);
    if (each.partner != each.manufacturer) compare_lines(each, partner, payments);
    const auto same = [&](std::int64_t found, money wanted, const char* what) {
        expect(found, wanted.minor(), "invoice", id, what);
    };
    same(isv.net, each.due.manufacturer, "the ISV's statement");
    same(isv.collected, each.paid.manufacturer, "what the ISV's statement says was collected");
    same(isv.wholesale, of.wholesale, "the wholesale amount");
    same(partner.net, each.due.partner, "the partner's statement");
    same(partner.collected, each.paid.partner, "what the partner's statement says was collected");
    same(isv.fee + partner.fee, each.due.marketplace, "the fees of its statements");
    invoiced_sums& sums = invoiced_[each.agreement.text()];
    sums.wholesale += of.wholesale.minor();
    sums.margin += (of.amount - of.wholesale).minor();
    sums.listing_fee += isv.fee;
    sums.processing_fee += partner.fee;
}

// A seller has a line for all that was collected at once, and one for what is open.
ledger_check::statement_sums ledger_check::sum_lines(session& in, const invoice& on,
                                                     statement_part part) {
    statement_sums made;
    const account_id& of = part == statement_part::manufacturer ? on.manufacturer : on.partner;
    for (const statement_line& each : store::select<statement_line>(
             in, "WHERE owner = $1 AND invoice = $2 AND part = $3",
             {of.text(), on.id.text(), std::string(cppo::name_of(part))})) {
        made.net += each.net.minor();
        made.fee += each.fee.minor();
        if (each.wholesale) made.wholesale += each.wholesale->minor();
        if (!each.is_open()) made.collected += each.net.minor();
        ++(each.is_open() ? made.lines_open : made.lines_collected);
        if (each.disbursed) paid_out_[each.disbursed->text()] += each.net.minor();
    }
    return made;
}

void ledger_check::compare_payables(session& in) {
    std::map<std::pair<std::string, currency>, std::int64_t> open;
    each_row<payable>(in, [&](const payable& each) {
        if (!each.disbursed)
            open[{books::payable(each.owner), each.amount.unit()}] += each.amount.minor();
    });
    for (const auto& [key, sum] : into_.sums)
        if (key.first.starts_with("liabilities:payable:"))
            expect(-sum, open[key], "seller", key.first, "what is still to be paid out");
}

void ledger_check::compare_disbursements(session& in) {
    each_row<disbursement>(in, [&](const disbursement& each) {
        const std::string& id = each.id.text();
        std::int64_t lines = 0;
        for (const disbursement_line& line : each.lines) lines += line.amount.minor();
        std::int64_t payables = 0;
        for (const payable& one : store::select<payable>(in, "WHERE owner = $1 AND disbursed = $2",
                                                         {each.owner.text(), id}))
            payables += one.amount.minor();
        expect(lines, each.amount.minor(), "disbursement", id, "the sum of its lines");
        expect(paid_out_[id], each.amount.minor(), "disbursement", id,
               "the sum of the statement lines that name it");
        expect(payables, each.amount.minor(), "disbursement", id, "the sum of its payables");
        expect(credited(cause_kind::disbursement, id, books::bank), each.amount.minor(),
               "disbursement", id, "the amount paid out");
        expect_moved(cause_kind::disbursement, id, books::payable(each.owner), each.amount.minor());
    });
}

void ledger_check::compare_fees(session& in) {
    each_row<agreement>(in, [&](const agreement& each) {
        const std::string& id = each.id.text();
        const invoiced_sums& sums = invoiced_[id];
        const auto same = [&](money kept, std::int64_t wanted, const char* what) {
            expect(kept.minor(), wanted, "agreement", id, what);
        };
        same(each.wholesale_invoiced, sums.wholesale, "the wholesale amount invoiced");
        same(each.margin_invoiced, sums.margin, "the margin invoiced");
        same(each.listing_fee_charged, sums.listing_fee, "the listing fee charged");
        same(each.processing_fee_charged, sums.processing_fee, "the processing fee charged");
        same(share_of(each.wholesale_invoiced, each.fees.listing_ppm), sums.listing_fee,
             "the listing fee on the whole");
        same(share_of(each.margin_invoiced, each.fees.processing_ppm), sums.processing_fee,
             "the processing fee on the whole");
    });
}

} // namespace cppo::service
