#include "market/money/split.h"

#include <gtest/gtest.h>

#include <numeric>

#include "market/money/fee.h"
#include "unit/ground/rapidcheck.h"

namespace cppo::market {
namespace {

currency any_currency() {
    return *rc::gen::element(currency::usd, currency::eur, currency::gbp, currency::aud,
                             currency::jpy);
}

money any_money(currency unit, std::int64_t most) {
    return money(*rc::gen::inRange<std::int64_t>(0, most + 1), unit);
}

bool none_negative(const split& parts) {
    return parts.manufacturer.minor() >= 0 && parts.partner.minor() >= 0 &&
           parts.marketplace.minor() >= 0 && parts.tax.minor() >= 0;
}

bool none_more(const split& parts, const split& than) {
    return parts.manufacturer <= than.manufacturer && parts.partner <= than.partner &&
           parts.marketplace <= than.marketplace && parts.tax <= than.tax;
}

split sum(const split& a, const split& b) {
    return {a.manufacturer + b.manufacturer, a.partner + b.partner, a.marketplace + b.marketplace,
            a.tax + b.tax};
}

TEST(split, any_payments_add_up_to_what_is_due) {
    EXPECT_TRUE(rc::check([] {
        const currency unit = any_currency();
        constexpr std::int64_t most = 10'000'000'000;
        const split due{any_money(unit, most), any_money(unit, most), any_money(unit, most),
                        any_money(unit, most)};
        RC_PRE(due.total().minor() > 0);
        const money nothing = money::zero(unit);
        split paid{nothing, nothing, nothing, nothing};
        for (int payment = 0; payment < 12 && paid != due; ++payment) {
            const money open = due.total() - paid.total();
            const money amount =
                payment == 11 ? open
                              : money(*rc::gen::inRange<std::int64_t>(1, open.minor() + 1), unit);
            const split taken = take_share(due, paid, amount);
            RC_ASSERT(none_negative(taken));
            RC_ASSERT(taken.total() == amount);
            paid = sum(paid, taken);
            RC_ASSERT(none_more(paid, due));
        }
        RC_ASSERT(paid == due);
    }));
}

TEST(split, cent_by_cent_reaches_everybody) {
    const auto usd = [](std::int64_t cents) { return money(cents, currency::usd); };
    const split due{usd(49), usd(5), usd(1), usd(0)};
    split paid{usd(0), usd(0), usd(0), usd(0)};
    for (int cent = 0; cent < 55; ++cent) paid = sum(paid, take_share(due, paid, usd(1)));
    EXPECT_EQ(paid, due);
}

TEST(split, the_cents_left_over_go_to_the_largest_remainders) {
    const auto usd = [](std::int64_t cents) { return money(cents, currency::usd); };
    const split nothing{usd(0), usd(0), usd(0), usd(0)};
    // 30 of 55: 26.727, 2.727 and 0.545 rounded down leave two cents.
    EXPECT_EQ(take_share({usd(49), usd(5), usd(1), usd(0)}, nothing, usd(30)),
              (split{usd(27), usd(3), usd(0), usd(0)}));
    // Equal remainders: in the order of the members.
    EXPECT_EQ(take_share({usd(1), usd(1), usd(1), usd(1)}, nothing, usd(2)),
              (split{usd(1), usd(1), usd(0), usd(0)}));
}

TEST(split, buyer_is_isv_plus_partner_plus_marketplace_plus_tax) {
    EXPECT_TRUE(rc::check([] {
        const currency unit = any_currency();
        constexpr std::int64_t most = money::minor_max / 4;
        const money wholesale = any_money(unit, most);
        const money margin = any_money(unit, most);
        const charge_amounts amounts{
            .buyer = wholesale + margin,
            .tax = any_money(unit, most),
            .wholesale = wholesale,
            .listing_fee = share_of(wholesale, *rc::gen::inRange(0, 1'000'001)),
            .processing_fee = share_of(margin, *rc::gen::inRange(0, 1'000'001))};
        const split parts = divide(amounts);
        RC_ASSERT(none_negative(parts));
        RC_ASSERT(parts.total() == amounts.buyer + amounts.tax);
        RC_ASSERT(parts.manufacturer + amounts.listing_fee == wholesale);
    }));
}

TEST(fee, cumulates_to_the_fee_on_the_whole) {
    EXPECT_TRUE(rc::check([] {
        const currency unit = any_currency();
        const std::int64_t rate = *rc::gen::inRange(0, 1'000'001);
        const auto rows = *rc::gen::inRange(1, 61);
        money amount = money::zero(unit);
        money fee = money::zero(unit);
        for (int row = 0; row < rows; ++row) {
            const money next = any_money(unit, 10'000'000'000);
            const money charged = next_fee(amount, fee, next, rate);
            RC_ASSERT(charged.minor() >= 0 && charged <= next);
            amount = amount + next;
            fee = fee + charged;
        }
        RC_ASSERT(fee == share_of(amount, rate));
    }));
}

} // namespace
} // namespace cppo::market
