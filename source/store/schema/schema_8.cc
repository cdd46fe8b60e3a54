// Migration 8: statements that add up to pay-outs; charges of nothing that are done; the tables of
// rates; what an ISV may know of a buyer.
#include <array>
#include <span>
#include <string_view>

namespace cppo::store {

extern const std::span<const std::string_view> schema_8;

namespace {

#define TEXT_COLUMN "TEXT COLLATE \"C\" NOT NULL"
// What a payment of an invoice brought an account of the ledger.
#define BROUGHT(account)                                                                     \
    "(SELECT CAST(COALESCE(SUM(transfer.amount), 0) AS BIGINT) FROM transfer WHERE "         \
    "transfer.owner = payment.owner AND transfer.cause = 'payment' AND transfer.cause_id = " \
    "payment.id AND transfer.credit = " account ")"
#define BROUGHT_ISV BROUGHT("'liabilities:payable:' || invoice.manufacturer")
#define BROUGHT_SELLER BROUGHT("'liabilities:payable:' || whole.owner")
#define BROUGHT_FEES BROUGHT("'revenues:fees'")
// What is left of a member of a line, or nothing where the line does not have it.
#define LEFT_OF(member)                                                                   \
    member " = " member " - (SELECT CAST(SUM(part." member                                \
           ") AS BIGINT) FROM statement_line "                                            \
           "AS part WHERE part.owner = statement_line.owner AND part.invoice = "          \
           "statement_line.invoice AND part.id > statement_line.id || '.' AND part.id < " \
           "statement_line.id || '/')"
#define HAS_PARTS                                                                           \
    "EXISTS (SELECT 1 FROM statement_line AS part WHERE part.owner = statement_line.owner " \
    "AND part.invoice = statement_line.invoice AND part.id > statement_line.id || '.' AND " \
    "part.id < statement_line.id || '/')"
#define STATUS_OF_INVOICE                                              \
    "(SELECT invoice.status FROM locator, invoice WHERE locator.id = " \
    "statement_line.invoice AND invoice.owner = locator.owner AND invoice.id = locator.id)"

constexpr std::array<std::string_view, 21> statements{
    // Whoever sold stands in each line.
    "ALTER TABLE statement_line ADD COLUMN reseller " TEXT_COLUMN " DEFAULT ''",
    "UPDATE statement_line SET reseller = COALESCE((SELECT invoice.partner FROM locator, invoice "
    "WHERE locator.id = statement_line.invoice AND invoice.owner = locator.owner AND invoice.id = "
    "locator.id), owner)",

    // An invoice of nothing is paid when it is cut, and nobody has a statement of it.
    "DELETE FROM statement_line WHERE invoice IN (SELECT id FROM invoice WHERE due_manufacturer + "
    "due_partner + due_marketplace + due_tax = 0)",
    "UPDATE charge SET status = 'PAID' WHERE status = 'INVOICED' AND amount = 0",
    "UPDATE invoice SET status = 'PAID' WHERE status = 'OPEN' AND due_manufacturer + due_partner + "
    "due_marketplace + due_tax = 0",

    // A charge that was collected in parts has a line for each of them, and one for what is open.
    "CREATE INDEX transfer_by_cause ON transfer (owner, cause, cause_id)",
    "INSERT INTO statement_line (owner, id, revision, part, agreement, offer, authorization_id, "
    "customer, invoice, kind, issued_us, buyer_amount, wholesale, margin, fee, tax, net, "
    "collected_on, disbursed, currency, reseller) SELECT whole.owner, whole.id || '.' || CAST("
    "10000 + (SELECT COUNT(*) FROM payment AS earlier WHERE earlier.owner = payment.owner AND "
    "earlier.invoice = payment.invoice AND (earlier.recorded_us, earlier.id) <= "
    "(payment.recorded_us, payment.id)) AS TEXT), 1, whole.part, whole.agreement, whole.offer, "
    "whole.authorization_id, whole.customer, whole.invoice, whole.kind, whole.issued_us, CASE WHEN "
    "whole.buyer_amount IS NULL THEN NULL ELSE payment.amount END, " BROUGHT_ISV " + " BROUGHT_FEES
    ", CASE WHEN whole.margin IS NULL THEN NULL ELSE " BROUGHT_SELLER
    " END, CASE whole.part WHEN 'manufacturer' THEN " BROUGHT_FEES " ELSE 0 END, 0, " BROUGHT_SELLER
    ", payment.received_on, NULL, whole.currency, whole.reseller FROM payment, invoice, "
    "statement_line AS whole WHERE invoice.owner = payment.owner AND invoice.id = payment.invoice "
    "AND whole.owner IN (invoice.manufacturer, invoice.partner) AND whole.invoice = invoice.id AND "
    "(invoice.status = 'OPEN' OR (SELECT COUNT(*) FROM payment AS other WHERE other.owner = "
    "payment.owner AND other.invoice = payment.invoice) > 1)",
    "DELETE FROM statement_line WHERE " HAS_PARTS " AND " STATUS_OF_INVOICE " = 'PAID'",
    "UPDATE statement_line SET " LEFT_OF("buyer_amount") ", " LEFT_OF("wholesale") ", " LEFT_OF(
        "margin") ", " LEFT_OF("fee") ", " LEFT_OF("net") " WHERE " HAS_PARTS,

    // Each payable is of one line, so that a pay-out names what it pays. Of equal ones the first
    // are of each other.
    "ALTER TABLE payable ADD COLUMN line " TEXT_COLUMN " DEFAULT ''",
    "ALTER TABLE payable ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX payable_of_invoice ON payable (owner, invoice, id)",
    "UPDATE payable SET line = COALESCE((SELECT line.id FROM statement_line AS line WHERE "
    "line.owner = payable.owner AND line.invoice = payable.invoice AND line.collected_on = "
    "payable.collected_on AND line.net = payable.amount AND (SELECT COUNT(*) FROM statement_line "
    "AS earlier WHERE earlier.owner = line.owner AND earlier.invoice = line.invoice AND "
    "earlier.collected_on = line.collected_on AND earlier.net = line.net AND earlier.id < line.id) "
    "= (SELECT COUNT(*) FROM payable AS earlier WHERE earlier.owner = payable.owner AND "
    "earlier.invoice = payable.invoice AND earlier.collected_on = payable.collected_on AND "
    "earlier.amount = payable.amount AND earlier.id < payable.id)), '')",
    "UPDATE statement_line SET disbursed = (SELECT payable.disbursed FROM payable WHERE "
    "payable.owner = statement_line.owner AND payable.invoice = statement_line.invoice AND "
    "payable.line = statement_line.id)",

    // Rates by the day an offer is released on. Listing fees since 5 January 2024; services since
    // 16 June 2026; one point more for buyers in South Korea since 1 April 2025.
    "CREATE TABLE fee_rate (part " TEXT_COLUMN ", product " TEXT_COLUMN
    ", is_renewal BIGINT NOT NULL, value_from BIGINT NOT NULL, country " TEXT_COLUMN
    ", from_on " TEXT_COLUMN
    ", ppm BIGINT NOT NULL, PRIMARY KEY (part, product, is_renewal, value_from, country, from_on))",
    "INSERT INTO fee_rate (part, product, is_renewal, value_from, country, from_on, ppm) VALUES "
    "('LISTING', 'SAAS', 0, 0, '', '2024-01-05', 30000), "
    "('LISTING', 'SAAS', 0, 1000000, '', '2024-01-05', 20000), "
    "('LISTING', 'SAAS', 0, 10000000, '', '2024-01-05', 15000), "
    "('LISTING', 'SAAS', 1, 0, '', '2024-01-05', 15000), "
    "('LISTING', 'SERVER', 0, 0, '', '2024-01-05', 30000), "
    "('LISTING', 'SERVER', 0, 1000000, '', '2024-01-05', 20000), "
    "('LISTING', 'SERVER', 0, 10000000, '', '2024-01-05', 15000), "
    "('LISTING', 'SERVER', 1, 0, '', '2024-01-05', 15000)",
    "INSERT INTO fee_rate (part, product, is_renewal, value_from, country, from_on, ppm) VALUES "
    "('LISTING', 'PROFESSIONAL_SERVICES', 0, 0, '', '2024-01-05', 25000), "
    "('LISTING', 'PROFESSIONAL_SERVICES', 1, 0, '', '2024-01-05', 25000), "
    "('LISTING', 'PROFESSIONAL_SERVICES', 0, 0, '', '2026-06-16', 5000), "
    "('LISTING', 'PROFESSIONAL_SERVICES', 1, 0, '', '2026-06-16', 5000)",
    "INSERT INTO fee_rate (part, product, is_renewal, value_from, country, from_on, ppm) VALUES "
    "('CHANNEL', 'SAAS', 0, 0, '', '2024-01-05', 5000), "
    "('CHANNEL', 'SERVER', 0, 0, '', '2024-01-05', 5000), "
    "('CHANNEL', 'PROFESSIONAL_SERVICES', 0, 0, '', '2024-01-05', 5000), "
    "('REGION', 'SAAS', 0, 0, 'KR', '2025-04-01', 10000), "
    "('REGION', 'SERVER', 0, 0, 'KR', '2025-04-01', 10000), "
    "('REGION', 'PROFESSIONAL_SERVICES', 0, 0, 'KR', '2025-04-01', 10000)",

    // US dollars for one unit, in 10^-8: the reference rates of 5 January 2024, rounded.
    "CREATE TABLE exchange_rate (unit " TEXT_COLUMN ", from_on " TEXT_COLUMN
    ", dollars BIGINT NOT NULL, PRIMARY KEY (unit, from_on))",
    "INSERT INTO exchange_rate (unit, from_on, dollars) VALUES "
    "('USD', '2024-01-05', 100000000), ('EUR', '2024-01-05', 109000000), "
    "('GBP', '2024-01-05', 127000000), ('AUD', '2024-01-05', 67000000), "
    "('JPY', '2024-01-05', 690000)",

    // What the ISV is told of a buyer it does not know: what provisioning needs.
    "ALTER TABLE agreement ADD COLUMN visibility " TEXT_COLUMN " DEFAULT 'masked'",
};

} // namespace

const std::span<const std::string_view> schema_8 = statements;

} // namespace cppo::store
