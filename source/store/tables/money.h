// Charges, invoices, payments, statements, pay-outs and transfers as rows.
#pragma once

#include "market/money/charge.h"
#include "market/money/disbursement.h"
#include "market/money/invoice.h"
#include "market/money/ledger.h"
#include "market/money/payment.h"
#include "market/money/statement.h"
#include "store/mapping/table.h"
#include "store/mapping/text_column.h"

namespace cppo::store {

CPPO_TEXT_COLUMN(std::vector<market::charge_line>);
CPPO_TEXT_COLUMN(std::vector<market::invoice_line>);
CPPO_TEXT_COLUMN(std::vector<market::disbursement_line>);

// An invoice with its parts side by side, so that they can be summed.
struct invoice_row {
    account_id owner;
    invoice_id id;
    std::int64_t revision;
    account_id payer;
    agreement_id agreement;
    charge_id charge;
    account_id manufacturer;
    account_id partner;
    market::invoice_status status;
    day issued_on;
    instant issued;
    day due_on;
    money due_manufacturer, due_partner, due_marketplace, due_tax;
    money paid_manufacturer, paid_partner, paid_marketplace, paid_tax;
    std::vector<market::invoice_line> lines;
};
invoice_row row_of(const market::invoice& kept);
market::invoice invoice_of(const invoice_row& row);

// clang-format off
template <> struct table<market::charge> {
    using row_type = market::charge;
    static constexpr std::string_view name = "charge";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"payer", &row_type::payer},
        column{"partner", &row_type::partner}, column{"agreement", &row_type::agreement},
        column{"kind", &row_type::kind},
        column{"status", &row_type::status}, column{"due_on", &row_type::due_on},
        column{"amount", &row_type::amount}, column{"wholesale", &row_type::wholesale},
        column{"invoice", &row_type::invoice}, column{"lines", &row_type::lines});
};
template <> struct table<invoice_row> {
    using row_type = invoice_row;
    static constexpr std::string_view name = "invoice";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"payer", &row_type::payer},
        column{"agreement", &row_type::agreement}, column{"charge", &row_type::charge},
        column{"manufacturer", &row_type::manufacturer}, column{"partner", &row_type::partner},
        column{"status", &row_type::status}, column{"issued_on", &row_type::issued_on},
        column{"issued_us", &row_type::issued}, column{"due_on", &row_type::due_on},
        column{"due_manufacturer", &row_type::due_manufacturer},
        column{"due_partner", &row_type::due_partner},
        column{"due_marketplace", &row_type::due_marketplace},
        column{"due_tax", &row_type::due_tax},
        column{"paid_manufacturer", &row_type::paid_manufacturer},
        column{"paid_partner", &row_type::paid_partner},
        column{"paid_marketplace", &row_type::paid_marketplace},
        column{"paid_tax", &row_type::paid_tax}, column{"lines", &row_type::lines});
};
template <> struct table<market::payment> {
    using row_type = market::payment;
    static constexpr std::string_view name = "payment";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"invoice", &row_type::invoice}, column{"amount", &row_type::amount},
        column{"received_on", &row_type::received_on}, column{"reference", &row_type::reference},
        column{"recorded_us", &row_type::recorded}, column{"remittance", &row_type::remittance});
};
template <> struct table<market::transfer> {
    using row_type = market::transfer;
    static constexpr std::string_view name = "transfer";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"debit", &row_type::debit}, column{"credit", &row_type::credit},
        column{"amount", &row_type::amount}, column{"at_us", &row_type::at},
        column{"agreement", &row_type::agreement}, column{"cause", &row_type::cause},
        column{"cause_id", &row_type::cause_id});
};
template <> struct table<market::statement_line> {
    using row_type = market::statement_line;
    static constexpr std::string_view name = "statement_line";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"reseller", &row_type::reseller},
        column{"part", &row_type::part},
        column{"agreement", &row_type::agreement}, column{"offer", &row_type::offer},
        column{"authorization_id", &row_type::authorization},
        column{"customer", &row_type::customer}, column{"invoice", &row_type::invoice},
        column{"kind", &row_type::kind}, column{"issued_us", &row_type::issued},
        column{"buyer_amount", &row_type::buyer_amount}, column{"wholesale", &row_type::wholesale},
        column{"margin", &row_type::margin}, column{"fee", &row_type::fee},
        column{"tax", &row_type::tax}, column{"net", &row_type::net},
        column{"collected_on", &row_type::collected_on}, column{"disbursed", &row_type::disbursed});
};
template <> struct table<market::payable> {
    using row_type = market::payable;
    static constexpr std::string_view name = "payable";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"revision", &row_type::revision}, column{"agreement", &row_type::agreement},
        column{"invoice", &row_type::invoice}, column{"amount", &row_type::amount},
        column{"collected_on", &row_type::collected_on}, column{"disbursed", &row_type::disbursed},
        column{"line", &row_type::line}, column{"held", &row_type::held});
};
template <> struct table<market::disbursement> {
    using row_type = market::disbursement;
    static constexpr std::string_view name = "disbursement";
    static constexpr int key_count = 2;
    static constexpr auto columns = std::tuple(
        column{"owner", &row_type::owner}, column{"id", &row_type::id},
        column{"amount", &row_type::amount}, column{"paid_on", &row_type::paid_on},
        column{"paid_us", &row_type::paid}, column{"lines", &row_type::lines});
};
// clang-format on

} // namespace cppo::store
