// Where reports of usage belong, and from when to when they may come.
#include "market/usage/placing.h"

#include "unit/market/deal.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

constexpr std::int64_t minute_ms = 60'000;
const std::string licence = "l-1";

// Calls at a cent, from 2026-11-20 09:30 on.
agreement metered_agreement() {
    agreement made = deal(an_offer()).under();
    made.starts = at("2026-11-20T09:30:00Z");
    made.ends = at("2026-12-20T09:30:00Z");
    made.terms.usage = usage_term{currency::usd, {{"calls", price::parse("0.01").value(), "0.01"}}};
    made.terms.wholesale_usage = made.terms.usage;
    return made;
}

struct customer {
    agreement under = metered_agreement();
    entitlement licensed{buyer,         licence, 1,  under.id,
                         under.product, isv,     {}, entitlement_status::provisioned};
    std::vector<agreement> all{under};

    result<std::optional<usage_place>> placed(bool by_licence, instant moment, instant reported,
                                              std::optional<product_id> about = {}) const {
        const usage_report report{.customer = buyer.text(),
                                  .license = by_licence ? license_arn(isv, licence) : "",
                                  .dimension = "calls",
                                  .at = moment,
                                  .quantity = 1,
                                  .allocations = {},
                                  .allocations_text = ""};
        return place(report, {buyer, &licensed, &under, &all}, {isv, std::move(about)}, reported);
    }
    bool is_placed(bool by_licence, const char* moment, const char* reported) const {
        return placed(by_licence, at(moment), at(reported)).value().has_value();
    }
};

TEST(usage_place, is_of_the_product_the_request_is_about) {
    const customer of;
    const instant moment = at("2026-11-20T10:00:00Z");
    EXPECT_TRUE(of.placed(true, moment, moment).value());
    EXPECT_TRUE(of.placed(true, moment, moment, of.under.product).value());
    EXPECT_TRUE(refused(of.placed(true, moment, moment, product_id::minted("prod-another")),
                        reason::license_of_another_product));
}

TEST(usage_place, is_within_the_period_of_the_licence) {
    const customer of;
    const char* later = "2026-12-20T10:30:00Z";
    for (const bool by_licence : {true, false}) {
        EXPECT_TRUE(of.is_placed(by_licence, "2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z"));
        EXPECT_TRUE(of.is_placed(by_licence, "2026-12-20T09:29:59.999Z", later));
        EXPECT_FALSE(
            of.is_placed(by_licence, "2026-12-20T09:29:59.999Z", "2026-12-20T10:30:00.001Z"));
    }
    for (const char* outside : {"2026-11-20T08:59:59.999Z", "2026-12-20T09:30:00Z"}) {
        EXPECT_TRUE(
            refused(of.placed(true, at(outside), at(later)), reason::usage_outside_license));
        EXPECT_FALSE(of.is_placed(false, outside, later));
    }
}

TEST(usage, comes_in_time) {
    const auto reported = [](const char* moment, report_kind how, const char* when) {
        return check_time(at(moment), how, at(when));
    };
    const char* half_past = "2026-11-20T13:30:00Z";
    using enum report_kind;
    EXPECT_TRUE(reported("2026-11-20T07:00:00Z", own, half_past));
    EXPECT_TRUE(
        refused(reported("2026-11-20T06:59:59.999Z", own, half_past), reason::usage_too_late));
    EXPECT_TRUE(reported("2026-11-19T13:00:00Z", batch, half_past));
    EXPECT_TRUE(
        refused(reported("2026-11-19T12:59:59.999Z", batch, half_past), reason::usage_too_late));
    for (const report_kind how : {own, batch}) {
        EXPECT_TRUE(reported("2026-11-20T13:35:00Z", how, half_past));
        EXPECT_TRUE(refused(reported("2026-11-20T13:35:00.001Z", how, half_past),
                            reason::usage_in_the_future));
    }
    EXPECT_TRUE(reported("2026-11-30T23:30:00Z", batch, "2026-12-01T05:59:59.999Z"));
    EXPECT_TRUE(refused(reported("2026-11-30T23:30:00Z", batch, "2026-12-01T06:00:00Z"),
                        reason::usage_too_late));
}

// Whatever is taken is of an hour that is open, and stays so for whom began to report it.
TEST(usage, is_of_an_open_hour) {
    const instant start = at("2026-11-30T21:00:00Z");
    for (std::int64_t minute = 0; minute < 5 * 60; ++minute) {
        const instant reported = start.plus_ms(minute * minute_ms);
        for (std::int64_t offset = -26 * 60; offset <= 10; ++offset) {
            const instant moment = reported.plus_ms(offset * minute_ms);
            if (!check_time(moment, report_kind::batch, reported)) continue;
            EXPECT_LE(first_open_hour(reported.plus_ms(hour_ms)), hour_of(moment));
            EXPECT_LE(hour_of(moment), last_open_hour(reported));
        }
    }
}

// An agreement that is replaced just before a month begins may have usage of that month.
TEST(usage, that_is_ahead_of_an_end_is_billed) {
    mint ids = some_ids();
    agreement replaced = metered_agreement();
    replaced.status = agreement_status::replaced;
    const due_work november{buyer, due_kind::close_month, replaced.id.text(),
                            at("2026-12-01T06:00:00Z")};
    const auto next_closings = [&](const char* ends) {
        replaced.ends = at(ends);
        const decision closed = close_month(replaced, {0}, november, ids).value();
        return written<due_work>(closed).size();
    };
    EXPECT_EQ(next_closings("2026-11-30T23:54:59.999Z"), 0U);
    EXPECT_EQ(next_closings("2026-11-30T23:55:00Z"), 1U);
    const due_work december{buyer, due_kind::close_month, replaced.id.text(),
                            at("2027-01-01T06:00:00Z")};
    const decision closed = close_month(replaced, {100}, december, ids).value();
    EXPECT_EQ(written<charge>(closed).at(0).amount, usd("1"));
    EXPECT_EQ(written<due_work>(closed).size(), 1U);
}

} // namespace
} // namespace cppo::market
