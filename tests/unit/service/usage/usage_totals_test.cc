// Totals of usage against a plain sum of everything that was ever recorded.
#include "service/usage/usage_totals.h"

#include <map>
#include <random>

#include "store/tables/usage.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::month;
using cppo::market::usage_record;
using namespace std::chrono_literals;

constexpr std::size_t rate_count = 3;

class usage_totals : public on_stage {
  protected:
    static account_id buyer(std::int64_t number) {
        return account_id::minted("20000000000" + std::to_string(number));
    }

    // Somebody's use of something in an hour that is still open.
    void record(std::mt19937_64& random) {
        const std::int64_t first = market::first_open_hour(now) + 2;
        const std::int64_t last = market::last_open_hour(now);
        const auto any = [&](std::int64_t low, std::int64_t high) {
            return std::uniform_int_distribution<std::int64_t>(low, high)(random);
        };
        const usage_record made{any(first, last),
                                200'000'000'001 + any(0, 2),
                                any(1, 2),
                                any(0, rate_count - 1),
                                any(0, 1'000),
                                "",
                                now};
        bool is_new = false;
        market.kept->write([&](store::session& in) { is_new = store::insert_if_absent(in, made); });
        const month of = market::month_of(instant(made.hour * market::hour_ms));
        if (is_new)
            model[{made.account, made.agreement_no, of}].at(
                static_cast<std::size_t>(made.dimension_no)) += made.quantity;
    }

    void pass(std::int64_t hours) {
        now = now.plus_ms(hours * market::hour_ms);
        ASSERT_TRUE(market.clockwork.move(service::clock_mode::frozen, now, {}));
    }

    std::vector<std::int64_t> used(std::int64_t account, std::int64_t agreement_no, month of) {
        std::vector<std::int64_t> found;
        market.kept->read([&](store::session& in) {
            found = service::used_in(in, buyer(account - 200'000'000'000), agreement_no, rate_count,
                                     of);
        });
        return found;
    }

    std::map<month, std::vector<std::int64_t>> by_month(std::int64_t account,
                                                        std::int64_t agreement_no) {
        std::map<month, std::vector<std::int64_t>> found;
        market.kept->read([&](store::session& in) {
            found = service::used_by_month(in, buyer(account - 200'000'000'000), agreement_no,
                                           rate_count, now);
        });
        return found;
    }

    void expect_the_model() {
        for (const auto& [key, sums] : model) {
            const auto& [account, agreement_no, of] = key;
            EXPECT_EQ(used(account, agreement_no, of),
                      std::vector<std::int64_t>(sums.begin(), sums.end()));
            EXPECT_EQ(by_month(account, agreement_no).at(of),
                      std::vector<std::int64_t>(sums.begin(), sums.end()));
        }
    }

    instant now = instant::parse("2026-11-20T09:57:00Z").value();
    std::map<std::tuple<std::int64_t, std::int64_t, month>, std::array<std::int64_t, rate_count>>
        model;
};
CPPO_ON_BOTH_ENGINES_OF(usage_totals);

TEST_P(usage_totals, are_the_sum_of_all_records_however_much_is_rolled_up) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    for (int round = 0; round < 30; ++round) {
        for (int each = 0; each < 20; ++each) record(random);
        pass(static_cast<std::int64_t>(random() % 40));
        for (auto pieces = random() % 4; pieces > 0; --pieces)
            service::roll_up_usage(market.engine, 1 + static_cast<std::int64_t>(random() % 15));
        if (round % 10 == 9) expect_the_model();
    }
    while (service::roll_up_usage(market.engine, 7)) {
    }
    expect_the_model();
    // An hour more than a day of late records, and one for those that are ahead.
    pass(27);
    while (service::roll_up_usage(market.engine)) {
    }
    expect_the_model();
    EXPECT_EQ(market.count("SELECT CAST(SUM(quantity) AS BIGINT) FROM usage"),
              market.count("SELECT CAST(SUM(quantity) AS BIGINT) FROM usage_total"));
}

TEST_P(usage_totals, leave_open_hours_alone) {
    std::mt19937_64 random(7);
    record(random);
    EXPECT_FALSE(service::roll_up_usage(market.engine));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM usage_total"), 0);
    pass(27);
    EXPECT_TRUE(service::roll_up_usage(market.engine));
    EXPECT_FALSE(service::roll_up_usage(market.engine));
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM usage_total"), 1);
}

TEST_P(usage_totals, count_once_when_two_servers_roll_up) {
    std::mt19937_64 random(11);
    for (int each = 0; each < 200; ++each) record(random);
    pass(60);
    {
        std::vector<std::jthread> servers;
        for (int server = 0; server < 2; ++server)
            servers.emplace_back([&] {
                while (service::roll_up_usage(market.engine, 3)) {
                }
            });
    }
    expect_the_model();
    EXPECT_EQ(market.count("SELECT CAST(SUM(quantity) AS BIGINT) FROM usage"),
              market.count("SELECT CAST(SUM(quantity) AS BIGINT) FROM usage_total"));
}

} // namespace
} // namespace cppo::story
