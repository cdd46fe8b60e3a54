#include "unit/service/stage.h"

namespace cppo::story {
namespace {

// A deal with one invoice paid and paid out, and the other paid on account.
class ledger_audit : public with_a_deal {
  protected:
    ledger_audit() {
        agreement_ = invoiced().text();
        EXPECT_TRUE(market.pay(operator_, invoices.at(0), "0.55"));
        EXPECT_TRUE(market.move_to(instant::parse("2027-02-10T00:00:00Z").value()));
        EXPECT_TRUE(market.pay(operator_, invoices.at(1), "0.30"));
    }

    std::size_t mismatches() { return market.ledger.audit().mismatches.size(); }

    // The condition that names the one row where this holds, whatever becomes of it.
    std::string key_of(const std::string& table, const std::string& where) {
        std::vector<std::string> keys;
        market.kept->read([&](store::session& in) {
            in.run("SELECT owner, id FROM " + table + " WHERE " + where, {},
                   [&](const store::row& at) {
                       keys.push_back("owner = '" + std::string(at.text(0)) + "' AND id = '" +
                                      std::string(at.text(1)) + "'");
                   });
        });
        EXPECT_EQ(keys.size(), 1U) << table << " where " << where;
        return keys.at(0);
    }

    // Whether the audit finds one row changed, and is content again when it is put back.
    testing::AssertionResult finds(const std::string& table, const std::string& change,
                                   const std::string& back, const std::string& where) {
        if (mismatches() != 0) return testing::AssertionFailure() << "it did not balance before";
        const std::string row = " WHERE " + key_of(table, where);
        market.tamper("UPDATE " + table + " SET " + change + row);
        const bool found = mismatches() > 0;
        market.tamper("UPDATE " + table + " SET " + back + row);
        if (!found) return testing::AssertionFailure() << table << ": " << change << " was missed";
        if (mismatches() != 0) return testing::AssertionFailure() << "it does not balance again";
        return testing::AssertionSuccess();
    }

    // One minor unit more in a column.
    testing::AssertionResult finds(const std::string& table, const std::string& column,
                                   const std::string& where) {
        return finds(table, column + " = " + column + " + 1", column + " = " + column + " - 1",
                     where);
    }

    // Another text in a column.
    testing::AssertionResult finds_text(const std::string& table, const std::string& column,
                                        const std::string& is, const std::string& becomes,
                                        const std::string& where) {
        return finds(table, column + " = '" + becomes + "'", column + " = '" + is + "'",
                     column + " = '" + is + "' AND " + where);
    }

    std::string books_of(const char* kind, const service::actor& who) {
        return std::string(kind) + who.account.text();
    }
    std::string invoice(std::size_t number) { return "id = '" + invoices.at(number).text() + "'"; }
    std::string to_the_isv() {
        return "cause = 'payment' AND amount = 49 AND credit = '" +
               books_of("liabilities:payable:", isv) + "'";
    }

    std::string agreement_;
};
CPPO_ON_BOTH_ENGINES_OF(ledger_audit);

TEST_P(ledger_audit, is_content_with_an_honest_ledger) {
    const auto made = market.ledger.audit();
    EXPECT_TRUE(made.mismatches.empty());
    // Two invoices, a payment of four transfers and one of three or four, two disbursements.
    EXPECT_GE(made.transfers, 11);
    std::int64_t sum = 0;
    for (const auto& each : made.sums) sum += each.second;
    EXPECT_EQ(sum, 0);
}

TEST_P(ledger_audit, finds_a_changed_transfer) {
    EXPECT_TRUE(finds("transfer", "amount", to_the_isv()));
    EXPECT_TRUE(finds("transfer", "amount", "cause = 'payment' AND amount = 55"));
    EXPECT_TRUE(finds("transfer", "amount", "cause = 'disbursement' AND amount = 49"));
}

TEST_P(ledger_audit, finds_a_transfer_to_another_account) {
    EXPECT_TRUE(finds_text("transfer", "credit", books_of("liabilities:payable:", isv),
                           books_of("liabilities:payable:", partner), to_the_isv()));
    EXPECT_TRUE(finds_text("transfer", "credit", "assets:bank", "assets:other", "amount = 49"));
}

TEST_P(ledger_audit, finds_a_transfer_from_another_account) {
    const std::string clearing = books_of("liabilities:clearing:", buyer);
    EXPECT_TRUE(finds_text("transfer", "debit", clearing, books_of("liabilities:clearing:", isv),
                           "cause = 'payment' AND amount = 49"));
    EXPECT_TRUE(finds_text("transfer", "debit", "assets:bank", "assets:other", "amount = 55"));
    EXPECT_TRUE(finds_text("transfer", "debit", books_of("assets:receivable:", buyer),
                           books_of("assets:receivable:", isv),
                           "cause_id = '" + invoices.at(0).text() + "'"));
    EXPECT_TRUE(finds_text("transfer", "debit", books_of("liabilities:payable:", isv),
                           books_of("liabilities:payable:", partner),
                           "cause = 'disbursement' AND amount = 49"));
}

TEST_P(ledger_audit, finds_a_transfer_that_is_gone) {
    market.tamper("DELETE FROM transfer WHERE " + to_the_isv());
    EXPECT_GT(mismatches(), 0U);
}

TEST_P(ledger_audit, finds_a_changed_invoice) {
    for (const char* column :
         {"due_manufacturer", "due_partner", "due_marketplace", "due_tax", "paid_manufacturer",
          "paid_partner", "paid_marketplace", "paid_tax"}) {
        EXPECT_TRUE(finds("invoice", column, invoice(0)));
        EXPECT_TRUE(finds("invoice", column, invoice(1)));
    }
    EXPECT_TRUE(finds_text("invoice", "status", "PAID", "OPEN", invoice(0)));
    EXPECT_TRUE(finds_text("invoice", "status", "OPEN", "PAID", invoice(1)));
}

TEST_P(ledger_audit, finds_money_moved_between_the_parts_of_an_invoice) {
    for (const char* part : {"due", "paid"}) {
        const std::string to = std::string(part) + "_partner";
        const std::string from = std::string(part) + "_manufacturer";
        market.tamper("UPDATE invoice SET " + to + " = " + to + " + 1, " + from + " = " + from +
                      " - 1 WHERE " + invoice(0));
        EXPECT_GT(mismatches(), 0U) << part;
        market.tamper("UPDATE invoice SET " + to + " = " + to + " - 1, " + from + " = " + from +
                      " + 1 WHERE " + invoice(0));
    }
    EXPECT_EQ(mismatches(), 0U);
}

TEST_P(ledger_audit, finds_a_changed_payable) {
    const std::string of_isv = "owner = '" + isv.account.text() + "' AND disbursed IS ";
    EXPECT_TRUE(finds("payable", "amount", of_isv + "NULL"));
    EXPECT_TRUE(finds("payable", "amount", of_isv + "NOT NULL"));
    market.tamper("UPDATE payable SET disbursed = NULL WHERE " + of_isv + "NOT NULL");
    EXPECT_GT(mismatches(), 0U);
}

TEST_P(ledger_audit, finds_a_changed_payment_charge_statement_and_disbursement) {
    const std::string of_isv = "owner = '" + isv.account.text() + "'";
    EXPECT_TRUE(finds("payment", "amount", "amount = 55"));
    EXPECT_TRUE(finds("charge", "amount", "invoice = '" + invoices.at(0).text() + "'"));
    EXPECT_TRUE(finds("charge", "wholesale", "invoice = '" + invoices.at(0).text() + "'"));
    EXPECT_TRUE(
        finds("statement_line", "net", of_isv + " AND invoice = '" + invoices.at(0).text() + "'"));
    EXPECT_TRUE(finds("disbursement", "amount", of_isv));
}

TEST_P(ledger_audit, finds_a_line_of_a_statement_that_is_open_again) {
    market.tamper("UPDATE statement_line SET collected_on = NULL WHERE owner = '" +
                  partner.account.text() + "' AND invoice = '" + invoices.at(0).text() + "'");
    EXPECT_GT(mismatches(), 0U);
}

TEST_P(ledger_audit, finds_a_statement_without_a_line_of_nothing) {
    ASSERT_TRUE(market.pay(operator_, invoices.at(1), "0.24"));
    ASSERT_TRUE(market.pay(operator_, invoices.at(1), "0.01"));
    ASSERT_EQ(mismatches(), 0U);
    const std::string nothing = " FROM statement_line WHERE net = 0 AND part = 'partner'";
    ASSERT_GT(market.count("SELECT COUNT(*)" + nothing), 0);
    market.tamper("DELETE" + nothing);
    EXPECT_GT(mismatches(), 0U);
}

TEST_P(ledger_audit, finds_changed_fees) {
    const std::string of = "id = '" + agreement_ + "'";
    for (const char* column :
         {"wholesale_invoiced", "margin_invoiced", "listing_fee_charged", "processing_fee_charged"})
        EXPECT_TRUE(finds("agreement", column, of)) << column;
}

TEST_P(ledger_audit, agrees_with_what_the_parties_read) {
    const auto of_isv = market.settlement.statements(isv.account, {}, {}, {50}).value().items;
    ASSERT_EQ(of_isv.size(), 3U); // one payment was of a part
    EXPECT_TRUE(of_isv[0].line.disbursed);
    EXPECT_FALSE(of_isv[1].line.disbursed);
    const std::string journal = market.ledger.journal();
    EXPECT_NE(journal.find("assets:bank  0.55 USD"), std::string::npos);
}

// What a payment brings a seller is paid out; a line that brings it nothing names no pay-out.
TEST_P(ledger_audit, settles_the_statement_of_a_seller_whom_the_last_payment_brings_nothing) {
    ASSERT_TRUE(market.pay(operator_, invoices.at(1), "0.24"));
    ASSERT_TRUE(market.move_to(instant::parse("2027-03-10T00:00:00Z").value()));
    ASSERT_TRUE(market.pay(operator_, invoices.at(1), "0.01"));
    ASSERT_TRUE(market.move_to(instant::parse("2027-04-10T00:00:00Z").value()));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM payable WHERE disbursed IS NULL"), 0);
    for (const service::actor* each : {&isv, &partner})
        for (const auto& [line, held] :
             market.settlement.statements(each->account, {}, {}, {50})->items) {
            EXPECT_TRUE(line.collected_on);
            EXPECT_FALSE(held);
            EXPECT_EQ(line.disbursed.has_value(), line.net.minor() > 0) << line.owner.text();
        }
    EXPECT_EQ(mismatches(), 0U);
}

} // namespace
} // namespace cppo::story
