
#include "unit/ground/rapidcheck.h"
#include "unit/market/deal.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

const instant paid_at = at("2027-01-19T12:00:00Z");

// A deal whose first instalment is invoiced: 0.49 ISV, 0.05 partner, 0.01 marketplace.
deal invoiced() {
    deal made(an_offer());
    made.cut(0);
    return made;
}

result<decision> pay(const payment_request& ask) {
    return invoiced().try_to_pay(0, ask, paid_at);
}

TEST(invoice, is_due_after_thirty_days_or_the_agreed_term) {
    EXPECT_EQ(invoiced().invoices()[0].issued_on, on("2027-01-17"));
    EXPECT_EQ(invoiced().invoices()[0].due_on, on("2027-02-16"));
    resale_authorization from = an_authorization();
    from.terms.payment_due = lasting("P15D");
    deal shorter(an_offer(from));
    EXPECT_EQ(shorter.cut(0).due_on, on("2027-02-01"));
}

TEST(invoice, is_cut_once_per_charge) {
    deal made = invoiced();
    mint ids = some_ids();
    const due_work work{buyer, due_kind::invoice_charge, made.charges()[0].id.text(), paid_at};
    for (const auto status : {charge_status::invoiced, charge_status::cancelled}) {
        charge what = made.charges()[0];
        what.status = status;
        EXPECT_EQ(invoice_charge(what, made.under(), work, ids).writes.size(), 1U);
    }
}

TEST(invoice, tells_each_seller_only_its_own) {
    deal made = invoiced();
    const invoice& cut = made.invoices()[0];
    const statement_line of_isv = made.line(cut, statement_part::manufacturer);
    EXPECT_FALSE(of_isv.buyer_amount || of_isv.margin);
    EXPECT_EQ(of_isv.net, usd("0.49"));
    EXPECT_EQ(of_isv.customer, buyer);
    const statement_line of_partner = made.line(cut, statement_part::partner);
    EXPECT_EQ(of_partner.buyer_amount, usd("0.55"));
    EXPECT_EQ(of_partner.fee, usd("0"));
    EXPECT_EQ(of_partner.net, usd("0.05"));
}

TEST(payment, settles_its_invoice) {
    deal made = invoiced();
    EXPECT_EQ(made.pay(0, usd("0.55"), paid_at), made.invoices()[0].due);
    EXPECT_EQ(made.invoices()[0].status, invoice_status::paid);
    EXPECT_EQ(made.charges()[0].status, charge_status::paid);
}

TEST(payment, is_for_an_open_invoice) {
    deal made = invoiced();
    made.pay(0, usd("0.54"), paid_at);
    EXPECT_TRUE(made.try_to_pay(0, {usd("0.01"), {}, ""}, paid_at));
    made.pay(0, usd("0.01"), paid_at);
    EXPECT_TRUE(
        refused(made.try_to_pay(0, {usd("0.01"), {}, ""}, paid_at), reason::invoice_not_open));
}

TEST(payment, has_the_invoices_currency) {
    EXPECT_TRUE(pay({usd("0.55"), {}, ""}));
    EXPECT_TRUE(refused(pay({money(55, currency::eur), {}, ""}), reason::payment_currency_differs));
}

TEST(payment, is_more_than_nothing) {
    EXPECT_TRUE(pay({usd("0.01"), {}, ""}));
    EXPECT_TRUE(refused(pay({usd("0"), {}, ""}), reason::payment_not_positive));
    EXPECT_TRUE(refused(pay({money(-1, currency::usd), {}, ""}), reason::payment_not_positive));
}

TEST(payment, is_at_most_what_is_open) {
    EXPECT_TRUE(refused(pay({usd("0.56"), {}, ""}), reason::payment_exceeds_invoice));
    deal made = invoiced();
    made.pay(0, usd("0.50"), paid_at);
    EXPECT_TRUE(made.try_to_pay(0, {usd("0.05"), {}, ""}, paid_at));
    EXPECT_TRUE(refused(made.try_to_pay(0, {usd("0.06"), {}, ""}, paid_at),
                        reason::payment_exceeds_invoice));
}

TEST(payment, was_received_today_or_before) {
    EXPECT_TRUE(pay({usd("0.55"), on("2027-01-19"), ""}));
    EXPECT_TRUE(refused(pay({usd("0.55"), on("2027-01-20"), ""}), reason::payment_in_the_future));
}

TEST(payment, was_not_received_before_its_invoice) {
    EXPECT_TRUE(pay({usd("0.55"), on("2027-01-17"), ""}));
    EXPECT_TRUE(refused(pay({usd("0.55"), on("2027-01-16"), ""}), reason::payment_before_invoice));
}

TEST(payment, on_account_makes_each_seller_a_payable) {
    deal made = invoiced();
    const split parts = made.pay(0, usd("0.30"), paid_at);
    EXPECT_EQ(parts.total(), usd("0.30"));
    ASSERT_EQ(made.payables().size(), 2U);
    EXPECT_EQ(made.payables()[0].amount, parts.manufacturer);
    EXPECT_EQ(made.payables()[1].amount, parts.partner);
    EXPECT_TRUE(made.open_line(made.invoices()[0], statement_part::partner));
    EXPECT_EQ(made.invoices()[0].status, invoice_status::open);
}

TEST(disbursement, monthly_waits_for_its_day_and_daily_for_the_next_morning) {
    deal made = invoiced();
    made.partner_seller().preference = {disbursement_frequency::daily, 10};
    made.pay(0, usd("0.55"), paid_at);
    std::map<account_id, instant> due;
    for (const due_work& each : made.works())
        if (each.kind == due_kind::disburse) due.emplace(each.owner, each.due);
    EXPECT_EQ(due.at(isv), at("2027-02-10T00:00:00Z"));
    EXPECT_EQ(due.at(partner), at("2027-01-20T00:00:00Z"));
}

TEST(disbursement, leaves_what_came_in_on_the_day_itself) {
    deal made = invoiced();
    made.cut(1);
    made.manufacturer().preference = {disbursement_frequency::daily, 10};
    made.pay(0, usd("0.55"), at("2027-01-19T12:00:00Z"));
    made.pay(1, usd("0.55"), at("2027-01-20T00:00:00Z"));
    const instant first = at("2027-01-20T00:00:00Z");
    EXPECT_EQ(made.pay_out(isv, first)->amount, usd("0.49"));
    EXPECT_EQ(made.works().back().due, at("2027-01-21T00:00:00Z"));
    EXPECT_EQ(made.pay_out(isv, at("2027-01-21T00:00:00Z"))->amount, usd("0.50"));
    EXPECT_FALSE(made.pay_out(isv, at("2027-01-22T00:00:00Z")));
}

// One instalment of 1,000.00 wholesale with a markup of 25.
deal a_large_deal() {
    resale_authorization from = an_authorization();
    from.terms.schedule = paid_on({{"2027-01-17", "1000"}});
    offer of = an_offer(from);
    of.markup = by("25");
    deal made(of);
    made.cut(0);
    return made;
}

TEST(statement, has_a_line_for_each_payment_and_one_for_what_is_open) {
    deal made = a_large_deal();
    made.partner_seller().preference = {disbursement_frequency::daily, 10};
    const invoice& on = made.invoices()[0];
    made.pay(0, usd("500"), at("2027-01-19T12:00:00Z"));
    auto lines = made.lines(on, statement_part::partner);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].net, usd("100"));
    EXPECT_EQ(lines[0].buyer_amount, usd("500"));
    EXPECT_EQ(lines[0].wholesale, usd("400"));
    EXPECT_EQ(lines[0].collected_on, sample::on("2027-01-19"));
    EXPECT_TRUE(lines[1].is_open());
    EXPECT_EQ(lines[1].net, usd("150"));
    EXPECT_EQ(lines[1].margin, usd("150"));

    const auto first = made.pay_out(partner, at("2027-01-20T00:00:00Z"));
    EXPECT_EQ(first->amount, usd("100"));
    made.pay(0, usd("750"), at("2027-01-21T12:00:00Z"));
    const auto second = made.pay_out(partner, at("2027-01-22T00:00:00Z"));
    EXPECT_EQ(second->amount, usd("150"));
    lines = made.lines(on, statement_part::partner);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].disbursed, first->id);
    EXPECT_EQ(lines[0].net, first->amount);
    EXPECT_EQ(lines[1].disbursed, second->id);
    EXPECT_EQ(lines[1].net, second->amount);
}

TEST(disbursement, waits_while_the_seller_may_not_be_paid) {
    for (const auto& [part, why] :
         {std::pair{&seller::profile, payout_hold::profile},
          std::pair{&seller::tax, payout_hold::tax}, std::pair{&seller::kyc, payout_hold::identity},
          std::pair{&seller::bank, payout_hold::bank}}) {
        deal made = invoiced();
        made.manufacturer().preference = {disbursement_frequency::daily, 10};
        made.manufacturer().*part = registration_state::pending;
        made.pay(0, usd("0.55"), paid_at);
        EXPECT_FALSE(made.pay_out(isv, at("2027-01-20T00:00:00Z")));
        EXPECT_EQ(made.works().back().due, at("2027-01-21T00:00:00Z"));
        const statement_line line = made.line(made.invoices()[0], statement_part::manufacturer);
        EXPECT_EQ(find_hold(line, made.manufacturer(), on("2027-01-20")), why);
        EXPECT_FALSE(find_hold(line, made.manufacturer(), on("2027-01-19"))); // not due yet
        made.manufacturer().*part = registration_state::complete;
        EXPECT_FALSE(find_hold(line, made.manufacturer(), on("2027-01-20")));
        EXPECT_EQ(made.pay_out(isv, at("2027-01-21T00:00:00Z"))->amount, usd("0.49"));
    }
}

TEST(disbursement, at_once_takes_nothing_along_that_was_held) {
    deal made = invoiced();
    made.cut(1);
    made.manufacturer().preference = {disbursement_frequency::daily, 10};
    made.manufacturer().bank = registration_state::failed;
    made.pay(0, usd("0.55"), paid_at);
    EXPECT_FALSE(made.pay_out(isv, at("2027-01-20T00:00:00Z")));
    made.manufacturer().bank = registration_state::complete;
    made.pay(1, usd("0.55"), at("2027-01-20T12:00:00Z"), on("2027-01-19"));
    EXPECT_EQ(made.pay_out(isv, at("2027-01-20T12:00:00Z"))->amount, usd("0.50"));
    EXPECT_EQ(made.works().back().due, at("2027-01-21T00:00:00Z"));
    EXPECT_EQ(made.pay_out(isv, at("2027-01-21T00:00:00Z"))->amount, usd("0.49"));
}

TEST(disbursement, is_stopped_by_a_bank_account_in_its_currencies_only) {
    seller of = a_seller(isv);
    of.bank = registration_state::failed;
    EXPECT_EQ(of.held_in(currency::usd), payout_hold::bank);
    of.currencies = {currency::eur};
    EXPECT_EQ(of.held_in(currency::eur), payout_hold::bank);
    EXPECT_FALSE(of.held_in(currency::usd));
    of.kyc = registration_state::failed;
    EXPECT_EQ(of.held_in(currency::usd), payout_hold::identity);
}

TEST(disbursement, owes_nothing_to_a_partner_without_margin) {
    offer at_cost = an_offer();
    at_cost.markup = {};
    deal made(at_cost);
    made.cut(0);
    made.pay(0, usd("0.50"), paid_at);
    ASSERT_EQ(made.payables().size(), 1U);
    EXPECT_EQ(made.payables()[0].owner, isv);
    EXPECT_EQ(made.line(made.invoices()[0], statement_part::partner).net, usd("0"));
}

TEST(deal, balances_for_any_terms_and_payments) {
    EXPECT_TRUE(rc::check([] {
        resale_authorization from = an_authorization();
        from.terms.schedule = payment_schedule_term{currency::usd, {}};
        const int count = *rc::gen::inRange(1, 7);
        for (int each = 0; each < count; ++each)
            from.terms.schedule->instalments.push_back(
                {on("2027-01-17").plus_days(each),
                 money(*rc::gen::inRange(1, 100'000), currency::usd), ""});
        offer of = an_offer(from);
        of.markup = by(std::to_string(*rc::gen::inRange(0, 100)));
        deal made(of);
        if (*rc::gen::arbitrary<bool>())
            made.take_fees({fee_profile::both_pay, *rc::gen::inRange(0, 200'000),
                            *rc::gen::inRange(0, 200'000)});
        for (int each = 0; each < count; ++each) {
            const auto number = static_cast<std::size_t>(each);
            money open = made.cut(number).due.total();
            while (usd("0") < open) {
                const money part(*rc::gen::inRange<std::int64_t>(1, open.minor() + 1),
                                 currency::usd);
                made.pay(number, part, at("2027-02-01T00:00:00Z"));
                open = open - part;
            }
            RC_ASSERT(made.invoices()[number].paid == made.invoices()[number].due);
        }
        const std::int64_t total = made.under().value.minor();
        RC_ASSERT(made.balance(books::bank) == total);
        RC_ASSERT(made.balance(books::receivable(buyer)) == 0);
        RC_ASSERT(made.balance(books::clearing(buyer)) == 0);
        const agreement& under = made.under();
        RC_ASSERT(-made.balance(books::fees) ==
                  (share_of(under.wholesale_invoiced, under.fees.listing_ppm) +
                   share_of(under.margin_invoiced, under.fees.processing_ppm))
                      .minor());
        for (const account_id& each : {isv, partner}) {
            const auto paid = made.pay_out(each, at("2027-02-10T00:00:00Z"));
            money named = usd("0");
            money collected = usd("0");
            for (const statement_line& line : made.lines()) {
                RC_ASSERT(!line.is_open());
                if (line.owner != each) continue;
                collected = collected + line.net;
                if (line.disbursed) named = named + line.net;
            }
            RC_ASSERT(named == collected);
            RC_ASSERT(named == (paid ? paid->amount : usd("0")));
        }
        RC_ASSERT(made.balance(books::bank) == -made.balance(books::fees));
    }));
}

} // namespace
} // namespace cppo::market
