// How long ten million records of usage take to be rolled up into totals, piece by piece, as ratio
// to one statement that sums them all at once.
#include <cstdio>
#include <filesystem>

#include "bench/comparison.h"
#include "bench/scratch_directory.h"
#include "bench/stopwatch.h"
#include "service/usage/usage_totals.h"
#include "store/engine/database.h"
#include "store/schema/schema.h"

namespace cppo::bench {
namespace {

constexpr std::int64_t records = 10'000'000;
constexpr std::int64_t hours = 25 * 24;
constexpr std::int64_t agreements = 3'334; // of as many buyers
constexpr std::int64_t dimensions = 5;
constexpr std::int64_t first_hour = 494'000; // in May 2026
constexpr int rounds = 3;

// A month of an hourly report for every dimension of every agreement, until all are there.
void record_usage(store::database& market) {
    market.write([](store::session& in) {
        in.run(
            "WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number "
            "WHERE n + 1 < $1) INSERT INTO usage (hour, account, agreement_no, dimension_no, "
            "quantity, allocations, recorded_us) SELECT $2 + n / ($3 * $4), "
            "200000000000 + n / $4 % $3, 1, n % $4, n % 1000, '', 0 FROM number",
            {records, first_hour, agreements, dimensions});
    });
}

void forget_totals(store::database& market) {
    market.write([](store::session& in) {
        in.run("DELETE FROM usage_total");
        in.run("UPDATE usage_mark SET hour = 0, account = 0, agreement_no = 0, dimension_no = 0");
    });
}

double sum_at_once(store::database& market) {
    forget_totals(market);
    const stopwatch since;
    market.write([](store::session& in) {
        in.run(
            "INSERT INTO usage_total (account, agreement_no, month_no, dimension_no, quantity) "
            "SELECT account, agreement_no, 1, dimension_no, SUM(quantity) FROM usage "
            "GROUP BY account, agreement_no, dimension_no");
    });
    return since.ms() / 1000;
}

std::int64_t sum_in(store::database& market, const char* sql) {
    std::int64_t sum = 0;
    market.read([&](store::session& in) {
        in.run(sql, {}, [&](const store::row& at) { sum = at.integer(0); });
    });
    return sum;
}

// Throws where a record is missing in the totals, or counted twice.
double roll_up(service::engine& on, double& longest_ms) {
    forget_totals(on.store());
    const stopwatch since;
    double before = 0;
    while (service::roll_up_usage(on)) {
        const double now = since.ms();
        longest_ms = std::max(longest_ms, now - before);
        before = now;
    }
    const double seconds = since.ms() / 1000;
    if (sum_in(on.store(), "SELECT SUM(quantity) FROM usage") !=
        sum_in(on.store(), "SELECT SUM(quantity) FROM usage_total"))
        throw std::runtime_error("the totals are not the sum of the records");
    return seconds;
}

void run() {
    const scratch_directory place;
    const auto market = store::database::open(
        {"sqlite:" + (place.path() / "market.db").string(), 4, store::migrations()});
    const instant later((first_hour + hours + 48) * 3'600'000);
    service::engine on(*market, service::market_clock([later] { return later; }, false));
    record_usage(*market);
    double longest_ms = 0;
    const comparison made = compare(
        rounds, [&](int) { return sum_at_once(*market); },
        [&](int) { return roll_up(on, longest_ms); });
    print("roll-up of 10 million records", made, "s");
    std::printf("%.2f million records a second; the longest piece took %.1f ms\n",
                records / 1e6 / made.ours, longest_ms);
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
