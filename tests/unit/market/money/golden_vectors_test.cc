// The golden vectors that concern the market, such as GV-6. GV-2, GV-3, GV-4 and GV-10 are also
// proven as arithmetic in tests/unit/ground.
#include <gtest/gtest.h>

#include "unit/market/deal.h"

namespace cppo::market {
namespace {

using namespace sample;

const instant charged = at("2027-01-19T00:00:00Z");

fee_rates rates_of_saas(bool renewal, money wholesale) {
    return rates_for(some_rates(), {.product = fee_product::saas,
                                    .is_resold = true,
                                    .is_renewal = renewal,
                                    .wholesale = wholesale,
                                    .buyer_country = "US",
                                    .released = sample::on("2026-11-20")})
        .value();
}

// A product subscribed through a partner with a markup of 25 on 9,600 wholesale.
struct subscription {
    split parts;
    money fee;
};
subscription subscribed(bool renewal) {
    const money wholesale = usd("9600");
    const fee_rates rates = rates_of_saas(renewal, wholesale);
    const money fee = next_fee(usd("0"), usd("0"), wholesale, rates.listing_ppm);
    return {divide({.buyer = marked_up(wholesale, by("25")).value(),
                    .tax = usd("0"),
                    .wholesale = wholesale,
                    .listing_fee = fee,
                    .processing_fee = usd("0")}),
            fee};
}

TEST(golden_vectors, gv_1_two_instalments_of_fifty_cents_and_ten_per_cent) {
    deal made(an_offer());
    EXPECT_EQ(made.under().value, usd("1.10"));
    for (const std::size_t number : {0U, 1U}) {
        const invoice cut = made.cut(number);
        EXPECT_EQ(cut.due.total(), usd("0.55"));
        EXPECT_EQ(cut.due.partner, usd("0.05"));
        EXPECT_EQ(made.line(cut, statement_part::manufacturer).wholesale, usd("0.50"));
        made.pay(number, cut.due.total(), charged);
    }
    EXPECT_EQ(made.balance(books::bank), 110);
    EXPECT_EQ(made.pay_out(partner, at("2027-02-10T00:00:00Z"))->amount, usd("0.10"));
    EXPECT_EQ(made.under().wholesale_invoiced, usd("1.00"));
}

TEST(golden_vectors, gv_2_to_gv_4_margins_of_the_three_usage_tiers) {
    struct row {
        const char *wholesale, *percentage, *margin;
    };
    for (const row& tier : {row{"0.008", "25", "2000.00"}, row{"0.0075", "33.3", "2497.50"},
                            row{"0.007", "42.8", "2996.00"}}) {
        const price cost = price::parse(tier.wholesale).value();
        const money wholesale = line_amount(1'000'000, cost, currency::usd).value();
        const money paid =
            line_amount(1'000'000, marked_up(cost, by(tier.percentage)).value(), currency::usd)
                .value();
        const split parts = divide({paid, usd("0"), wholesale, usd("0"), usd("0")});
        EXPECT_EQ(parts.partner.text(), tier.margin);
        EXPECT_EQ(parts.manufacturer, wholesale);
    }
}

TEST(golden_vectors, gv_5_a_new_subscription_of_twelve_thousand) {
    const subscription made = subscribed(false);
    EXPECT_EQ(made.parts.total(), usd("12000"));
    EXPECT_EQ(made.fee, usd("336"));
    EXPECT_EQ(made.parts, (split{usd("9264"), usd("2400"), usd("336"), usd("0")}));
}

TEST(golden_vectors, gv_6_the_same_as_a_renewal) {
    const subscription made = subscribed(true);
    EXPECT_EQ(made.fee, usd("192"));
    EXPECT_EQ(made.parts, (split{usd("9408"), usd("2400"), usd("192"), usd("0")}));
}

TEST(golden_vectors, gv_7_the_tiers_of_the_total_contract_value) {
    struct row {
        const char* total;
        std::int64_t rate_ppm;
        const char* fee;
    };
    for (const row& tier :
         {row{"999999.99", 35'000, "35000.00"}, row{"1000000", 25'000, "25000.00"},
          row{"9999999.99", 25'000, "250000.00"}, row{"10000000", 20'000, "200000.00"}}) {
        const money total = usd(tier.total);
        const fee_rates rates = rates_of_saas(false, total);
        EXPECT_EQ(rates.listing_ppm, tier.rate_ppm);
        EXPECT_EQ(rates.processing_ppm, 0);
        EXPECT_EQ(next_fee(usd("0"), usd("0"), total, rates.listing_ppm).text(), tier.fee);
    }
}

TEST(golden_vectors, gv_8_fees_cumulate_over_the_instalments) {
    deal made(an_offer());
    EXPECT_EQ(made.under().fees.listing_ppm, 10'000);
    const invoice first = made.cut(0);
    EXPECT_EQ(first.due, (split{usd("0.49"), usd("0.05"), usd("0.01"), usd("0")}));
    const invoice second = made.cut(1);
    EXPECT_EQ(second.due, (split{usd("0.50"), usd("0.05"), usd("0.00"), usd("0")}));
    made.pay(0, usd("0.55"), charged);
    made.pay(1, usd("0.55"), charged);
    const instant pay_day = at("2027-02-10T00:00:00Z");
    EXPECT_EQ(made.pay_out(isv, pay_day)->amount, usd("0.99"));
    EXPECT_EQ(made.pay_out(partner, pay_day)->amount, usd("0.10"));
    EXPECT_EQ(made.balance(books::fees), -1);
    EXPECT_EQ(made.balance(books::bank), 1);
    for (const std::string& account : {books::receivable(buyer), books::clearing(buyer),
                                       books::payable(isv), books::payable(partner)})
        EXPECT_EQ(made.balance(account), 0) << account;
}

// GV-9: 100 and 20.6 of tax from the buyer; 73.5 and 6.5 of tax for the ISV, who pays 10 per cent
// of the 73.5; the partner pays 1 per cent of its 20.
TEST(golden_vectors, gv_9_both_sides_pay) {
    const fee_rates rates{fee_profile::both_pay, 100'000, 10'000};
    const money listing = next_fee(usd("0"), usd("0"), usd("73.5"), rates.listing_ppm);
    const money processing = next_fee(usd("0"), usd("0"), usd("20"), rates.processing_ppm);
    EXPECT_EQ(listing, usd("7.35"));
    EXPECT_EQ(processing, usd("0.2"));
    const split parts = divide({usd("100"), usd("20.6"), usd("80"), listing, processing});
    EXPECT_EQ(parts, (split{usd("72.65"), usd("19.8"), usd("7.55"), usd("20.6")}));
    EXPECT_EQ(parts.total(), usd("120.6"));
    const split nothing{usd("0"), usd("0"), usd("0"), usd("0")};
    EXPECT_EQ(take_share(parts, nothing, usd("120.6")), parts);
}

TEST(golden_vectors, gv_10_an_agreement_of_3650_days) {
    resale_authorization from = an_authorization();
    from.terms.fixed_upfront->duration = lasting("P3650D");
    from.terms.schedule = paid_on({{"2025-04-01", "1"}});
    offer of = an_offer(from);
    of.available_until.reset();
    const deal made(of, at("2025-03-05T00:00:00Z"));
    EXPECT_EQ(made.under().ends, at("2035-03-03T00:00:00Z"));
}

} // namespace
} // namespace cppo::market
