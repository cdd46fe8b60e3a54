// A store made before statements had a line for each payment: its lines, payables and invoices as
// they are read now.
#include "store/schema/schema.h"
#include "store/tables/money.h"
#include "store/tables/rates.h"
#include "unit/store/engine.h"

namespace cppo::store {
namespace {

using namespace market;

const account_id isv = account_id::minted("200000000001");
const account_id partner = account_id::minted("200000000002");

class statement_lines : public on_both_engines {
  protected:
    statement_lines() {
        place.open(released.first(7))->write([](session& in) {
            add_invoice(in, "inv-1", "PAID", 100, 25);
            add_payment(in, "inv-1", "pay-1", 50, "2027-01-19", 39, 10, 1);
            add_payment(in, "inv-1", "pay-2", 75, "2027-01-21", 60, 15, 0);
            add_line(in, "line-1", isv, "inv-1", "manufacturer", 1, "'2027-01-21'", "'dis-2'");
            add_line(in, "line-2", partner, "inv-1", "partner", 0, "'2027-01-21'", "NULL");
            add_payable(in, "due-1", isv, "inv-1", 39, "2027-01-19", "'dis-1'");
            add_payable(in, "due-2", isv, "inv-1", 60, "2027-01-21", "'dis-2'");
            add_payable(in, "due-3", partner, "inv-1", 10, "2027-01-19", "'dis-3'");
            add_payable(in, "due-4", partner, "inv-1", 15, "2027-01-21", "NULL");

            add_invoice(in, "inv-2", "OPEN", 100, 25);
            add_payment(in, "inv-2", "pay-3", 50, "2027-01-22", 39, 10, 1);
            add_line(in, "line-3", isv, "inv-2", "manufacturer", 1, "NULL", "NULL");
            add_line(in, "line-4", partner, "inv-2", "partner", 0, "NULL", "NULL");
            add_payable(in, "due-5", isv, "inv-2", 39, "2027-01-22", "NULL");

            add_invoice(in, "inv-3", "OPEN", 0, 0);
            add_line(in, "line-5", isv, "inv-3", "manufacturer", 0, "NULL", "NULL");

            add_invoice(in, "inv-4", "PAID", 100, 25);
            add_payment(in, "inv-4", "pay-4", 125, "2027-01-23", 99, 25, 1);
            add_line(in, "line-6", isv, "inv-4", "manufacturer", 1, "'2027-01-23'", "'dis-4'");
            add_payable(in, "due-6", isv, "inv-4", 99, "2027-01-23", "'dis-4'");
        });
        now = place.open(released);
    }

    // Of 100 wholesale with a fee of 1, and a margin of 25; or of nothing.
    static void add_invoice(session& in, const std::string& id, const std::string& status,
                            std::int64_t wholesale, std::int64_t margin) {
        in.run("INSERT INTO locator (id, owner, kind) VALUES ($1, '300000000001', 'invoice')",
               {id});
        in.run(
            "INSERT INTO invoice (owner, id, revision, payer, agreement, charge, manufacturer, "
            "partner, status, issued_on, issued_us, due_on, due_manufacturer, due_partner, "
            "due_marketplace, due_tax, paid_manufacturer, paid_partner, paid_marketplace, "
            "paid_tax, lines, currency) VALUES ('300000000001', $1, 1, '300000000001', 'agmt-1', "
            "$2, '200000000001', '200000000002', $3, '2027-01-17', 5, '2027-02-16', $4, $5, $6, 0, "
            "0, 0, 0, 0, '[]', 'USD')",
            {id, "charge of " + id, status, wholesale - (wholesale > 0 ? 1 : 0), margin,
             std::int64_t{wholesale > 0 ? 1 : 0}});
        in.run(
            "INSERT INTO charge (owner, id, revision, agreement, kind, status, due_on, amount, "
            "wholesale, invoice, lines, currency, payer) VALUES ('300000000001', $1, 1, 'agmt-1', "
            "'UPFRONT', 'INVOICED', '2027-01-17', $2, $3, $4, '[]', 'USD', '300000000001')",
            {"charge of " + id, wholesale + margin, wholesale, id});
    }
    static void add_payment(session& in, const std::string& invoice, const std::string& id,
                            std::int64_t amount, const std::string& received, std::int64_t to_isv,
                            std::int64_t to_partner, std::int64_t fees) {
        in.run(
            "INSERT INTO payment (owner, id, invoice, amount, received_on, reference, recorded_us, "
            "currency) VALUES ('300000000001', $1, $2, $3, $4, '', 5, 'USD')",
            {id, invoice, amount, received});
        const auto move = [&](const std::string& to, std::int64_t part) {
            in.run(
                "INSERT INTO transfer (owner, id, debit, credit, amount, at_us, agreement, cause, "
                "cause_id, currency) VALUES ('300000000001', $1, 'liabilities:clearing', $2, $3, "
                "5, 'agmt-1', 'payment', $4, 'USD')",
                {id + to, to, part, id});
        };
        move("liabilities:payable:200000000001", to_isv);
        move("liabilities:payable:200000000002", to_partner);
        if (fees > 0) move("revenues:fees", fees);
    }
    static void add_line(session& in, const std::string& id, const account_id& owner,
                         const std::string& invoice, const std::string& part, std::int64_t fee,
                         const std::string& collected, const std::string& disbursed) {
        const bool of_partner = part == "partner";
        in.run(
            "INSERT INTO statement_line (owner, id, revision, part, agreement, offer, "
            "authorization_id, customer, invoice, kind, issued_us, buyer_amount, wholesale, "
            "margin, fee, tax, net, collected_on, disbursed, currency) VALUES ($1, $2, 1, $3, "
            "'agmt-1', 'offer-1', '', NULL, $4, 'UPFRONT', 5, " +
                std::string(of_partner ? "125, 100, 25" : "NULL, 100, NULL") + ", $5, 0, $6, " +
                collected + ", " + disbursed + ", 'USD')",
            {owner.text(), id, part, invoice, fee, std::int64_t{of_partner ? 25 : 99}});
    }
    static void add_payable(session& in, const std::string& id, const account_id& owner,
                            const std::string& invoice, std::int64_t amount,
                            const std::string& collected, const std::string& disbursed) {
        in.run(
            "INSERT INTO payable (owner, id, revision, agreement, invoice, amount, "
            "collected_on, disbursed, currency) VALUES ($1, $2, 1, 'agmt-1', $3, $4, $5, " +
                disbursed + ", 'USD')",
            {owner.text(), id, invoice, amount, collected});
    }

    // `39 for dis-1`, in the order of their ids.
    std::vector<std::string> lines_of(const account_id& owner, const std::string& invoice) {
        std::vector<std::string> made;
        now->read([&](session& in) {
            for (const statement_line& each : select<statement_line>(
                     in, "WHERE owner = $1 AND invoice = $2 ORDER BY collected_on, id",
                     {owner.text(), invoice})) {
                EXPECT_EQ(each.reseller, partner);
                made.push_back(each.net.text() + (each.is_open() ? " open"
                                                  : each.disbursed
                                                      ? " for " + each.disbursed->text()
                                                      : " collected"));
                if (each.margin) {
                    EXPECT_EQ(*each.margin, each.net);
                    EXPECT_EQ(*each.buyer_amount, *each.wholesale + *each.margin);
                } else {
                    EXPECT_EQ(*each.wholesale, each.net + each.fee);
                }
            }
        });
        std::ranges::sort(made);
        return made;
    }

    const std::span<const migration> released = cppo::store::migrations();
    std::unique_ptr<database> now;
};
CPPO_ON_BOTH_ENGINES(statement_lines);

using texts = std::vector<std::string>;

TEST_P(statement_lines, of_a_charge_paid_in_parts_are_as_many) {
    EXPECT_EQ(lines_of(isv, "inv-1"), (texts{"0.39 for dis-1", "0.60 for dis-2"}));
    EXPECT_EQ(lines_of(partner, "inv-1"), (texts{"0.10 for dis-3", "0.15 collected"}));
    EXPECT_EQ(lines_of(isv, "inv-2"), (texts{"0.39 collected", "0.60 open"}));
    EXPECT_EQ(lines_of(partner, "inv-2"), (texts{"0.10 collected", "0.15 open"}));
    EXPECT_EQ(lines_of(isv, "inv-4"), (texts{"0.99 for dis-4"}));
}

TEST_P(statement_lines, are_named_by_what_is_to_be_paid) {
    now->read([&](session& in) {
        for (const payable& each : select<payable>(in, "WHERE id <> ''")) {
            const auto line = find<statement_line>(in, each.owner, each.line);
            ASSERT_TRUE(line) << each.id;
            EXPECT_EQ(line->net, each.amount);
            EXPECT_EQ(line->disbursed, each.disbursed);
        }
    });
}

TEST_P(statement_lines, of_nothing_are_gone_and_the_invoice_is_paid) {
    EXPECT_TRUE(lines_of(isv, "inv-3").empty());
    now->read([&](session& in) {
        const auto buyer = account_id::minted("300000000001");
        const auto on = find<invoice_row>(in, buyer, invoice_id::minted("inv-3"));
        EXPECT_EQ(on->status, invoice_status::paid);
        const auto of = find<charge>(in, buyer, charge_id::minted("charge of inv-3"));
        EXPECT_EQ(of->status, charge_status::paid);
        const auto other = find<charge>(in, buyer, charge_id::minted("charge of inv-2"));
        EXPECT_EQ(other->status, charge_status::invoiced);
    });
}

TEST_P(statement_lines, come_with_the_tables_of_rates) {
    now->read([&](session& in) {
        EXPECT_EQ(select<fee_rate>(in, "").size(), 18U);
        EXPECT_EQ(select<exchange_rate>(in, "").size(), 5U);
    });
}

} // namespace
} // namespace cppo::store
