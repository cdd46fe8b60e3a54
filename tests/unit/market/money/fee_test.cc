#include "market/money/fee.h"

#include "unit/market/proof.h"
#include "unit/market/samples.h"

namespace cppo::market {
namespace {

using namespace sample;

fee_case a_case() {
    return {.product = fee_product::saas,
            .is_resold = true,
            .is_renewal = false,
            .wholesale = usd("9600"),
            .buyer_country = "US",
            .released = on("2026-11-20")};
}

std::int64_t ppm_of(const fee_case& of, const rate_tables& tables = some_rates()) {
    return rates_for(tables, of).value().listing_ppm;
}

TEST(fee, of_a_private_offer_is_by_band_and_renewal_and_half_a_point_for_the_channel) {
    fee_case of = a_case();
    EXPECT_EQ(ppm_of(of), 35'000);
    of.wholesale = usd("1000000");
    EXPECT_EQ(ppm_of(of), 25'000);
    of.wholesale = usd("10000000");
    EXPECT_EQ(ppm_of(of), 20'000);
    of.is_resold = false;
    EXPECT_EQ(ppm_of(of), 15'000);
    of.wholesale = usd("0");
    of.is_renewal = true;
    EXPECT_EQ(ppm_of(of), 15'000);
}

TEST(fee, of_services_fell_for_offers_released_from_the_day_on) {
    fee_case of = a_case();
    of.product = fee_product::professional_services;
    of.released = on("2026-06-15");
    EXPECT_EQ(ppm_of(of), 30'000);
    of.released = on("2026-06-16");
    EXPECT_EQ(ppm_of(of), 10'000);
    // Before the first rates were published, those.
    of.released = on("2020-01-01");
    EXPECT_EQ(ppm_of(of), 30'000);
}

TEST(fee, of_buyers_in_south_korea_has_a_point_more) {
    fee_case of = a_case();
    of.buyer_country = "KR";
    EXPECT_EQ(ppm_of(of), 45'000);
    of.released = on("2025-03-31");
    EXPECT_EQ(ppm_of(of), 35'000);
    of.released = on("2025-04-01");
    EXPECT_EQ(ppm_of(of), 45'000);
}

TEST(fee, has_thresholds_in_dollars) {
    fee_case of = a_case();
    of.wholesale = money(1'000'000, currency::jpy); // 6,900 dollars
    EXPECT_EQ(ppm_of(of), 35'000);
    of.wholesale = money(144'927'536, currency::jpy); // 999,999.9984 dollars
    EXPECT_EQ(ppm_of(of), 35'000);
    of.wholesale = money(144'927'537, currency::jpy);
    EXPECT_EQ(ppm_of(of), 25'000);
    of.wholesale = money(91'743'120, currency::eur); // 917,431.20 euros, 1,000,000.008 dollars
    EXPECT_EQ(ppm_of(of), 25'000);
    of.wholesale = money(91'743'119, currency::eur);
    EXPECT_EQ(ppm_of(of), 35'000);
}

TEST(fee, without_a_rate_is_refused) {
    rate_tables tables = some_rates();
    std::erase_if(tables.exchange, [](const auto& each) { return each.unit == currency::jpy; });
    fee_case of = a_case();
    EXPECT_TRUE(rates_for(tables, of));
    of.wholesale = money(1, currency::jpy);
    EXPECT_TRUE(refused(rates_for(tables, of), reason::rate_missing));
    tables.fees.clear();
    EXPECT_TRUE(refused(rates_for(tables, a_case()), reason::rate_missing));
}

TEST(exchange, is_that_of_the_day) {
    std::vector<exchange_rate> rates{{currency::eur, on("2026-02-01"), price(2)},
                                     {currency::eur, on("2026-01-01"), price(1)},
                                     {currency::usd, on("2026-01-01"), price(9)}};
    EXPECT_EQ(dollars_for(rates, currency::eur, on("2025-12-31")).value(), price(1));
    EXPECT_EQ(dollars_for(rates, currency::eur, on("2026-01-31")).value(), price(1));
    EXPECT_EQ(dollars_for(rates, currency::eur, on("2026-02-01")).value(), price(2));
    EXPECT_TRUE(refused(dollars_for(rates, currency::gbp, on("2026-02-01")), reason::rate_missing));
}

TEST(agreement_value, is_at_most_a_billion_dollars) {
    const auto rates = some_rates().exchange;
    const auto check = [&](money total) {
        return check_value(rates, total, on("2026-11-20"), reason::agreement_value_too_large);
    };
    EXPECT_TRUE(check(money(100'000'000'000, currency::usd)));
    EXPECT_TRUE(
        refused(check(money(100'000'000'001, currency::usd)), reason::agreement_value_too_large));
    EXPECT_TRUE(check(money(144'927'536'231, currency::jpy)));
    EXPECT_TRUE(
        refused(check(money(144'927'536'232, currency::jpy)), reason::agreement_value_too_large));
}

TEST(prices, in_a_currency_without_a_rate_are_refused) {
    working_copies catalog = a_catalog(isv);
    add(catalog, a_draft_authorization());
    EXPECT_TRUE(
        succeeded(alone(catalog, authorization_text, update_authorization_schedule{two_halves()})));
    catalog.exchange.clear();
    EXPECT_TRUE(
        refused(alone(catalog, authorization_text, update_authorization_schedule{two_halves()}),
                reason::rate_missing));
}

} // namespace
} // namespace cppo::market
