// How many batches of usage a second the whole server keeps, signed, deduplicated and durable, as a
// ratio to a server that appends the same requests to a file.
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <stdexcept>

#include "bench/channel.h"
#include "bench/comparison.h"
#include "bench/floor.h"
#include "bench/load.h"
#include "bench/scratch_directory.h"
#include "bench/stored_usage.h"
#include "service/command/market_clock.h"

namespace cppo::bench {
namespace {

namespace json = boost::json;

constexpr std::size_t connections = 8;
constexpr int rounds = 9;
constexpr int floor_passes = 4; // so that both take about as long in a round
constexpr int agreements = 100;
constexpr int dimensions = 10;
constexpr std::size_t records_a_call = 25;
constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

// Nine in the morning of the fourth, two months ahead: far from a month's end on every day that
// this runs.
instant first_morning() {
    using namespace std::chrono;
    const auto date = service::system_now().day().date();
    const auto fourth = (date.year() / date.month() + months(2)) / 4;
    return instant::start_of(day(fourth)).plus_ms(9 * hour_ms);
}

void move_clock(client& by, instant to) {
    by.post("/console/v1/clock", {{"mode", "frozen"}, {"now", to.text()}});
}

// What the ISV reports of one day: every hour of every dimension of every agreement.
struct usage_day {
    std::vector<std::string> requests;
    stored_usage worth;
};

usage_day usage_until(instant end, const channel& of, const std::vector<std::string>& licenses) {
    usage_day made;
    json::array records;
    for (std::int64_t hours_ago = 23; hours_ago >= 0; --hours_ago)
        for (const std::string& license : licenses)
            for (const std::string& dimension : of.metered_dimensions()) {
                const std::int64_t quantity = made.worth.records++ % 97;
                made.worth.quantity += quantity;
                records.push_back({{"Timestamp", end.plus_ms(-hours_ago * hour_ms).ms() / 1000},
                                   {"CustomerAWSAccountId", of.buyer().account},
                                   {"LicenseArn", license},
                                   {"Dimension", dimension},
                                   {"Quantity", quantity}});
                if (records.size() < records_a_call) continue;
                const json::object input{{"UsageRecords", std::move(records)}};
                records = {};
                made.requests.push_back(signed_call("AWSMPMeteringService.BatchMeterUsage",
                                                    json::serialize(input), of.isv().keys));
            }
    return made;
}

load_outcome send(const server_process& to, const std::vector<std::string>& requests) {
    load_outcome made = run_load(to.port(), connections, requests, waiting::asleep);
    if (made.refused > 0) throw std::runtime_error("a request was refused: " + made.bodies.front());
    return made;
}

// A server that loses, refuses or repeats anything has no figure.
void check(const load_outcome& made) {
    constexpr std::string_view success = R"("Status":"Success")";
    for (const std::string& body : made.bodies) {
        std::size_t found = 0;
        for (auto at = body.find(success); at != std::string::npos; at = body.find(success, at + 1))
            ++found;
        if (found != records_a_call) throw std::runtime_error("a record was not kept: " + body);
    }
}

void run() {
    const scratch_directory scratch;
    const marketplace market(scratch.path());
    const server_process least(
        [&](const announce& ready) { serve_append(scratch.path() / "appended", ready); },
        placement::anywhere);
    client clock = market.as("operator");
    const instant start = first_morning();
    move_clock(clock, start);
    channel sold(market, dimensions);
    std::vector<std::string> licenses;
    for (int made = 0; made < agreements; ++made) licenses.push_back(sold.make_deal());

    std::vector<usage_day> days;
    for (int round = 0; round <= rounds; ++round)
        days.push_back(usage_until(start.plus_ms((round + 1) * day_ms), sold, licenses));
    const auto& first = days.front().requests;
    std::printf("%zu connections, %d rounds of %zu batches, medians; requests of %zu bytes\n",
                connections, rounds, first.size(), first.front().size());

    stored_usage sent = read_stored_usage(scratch.path()); // with the demo's finished deals
    std::vector<double> cpu_us;                            // a batch of ours
    const comparison made = compare(
        rounds,
        [&](int round) {
            const auto& requests = days[static_cast<std::size_t>(round)].requests;
            double seconds = 0;
            for (int pass = 0; pass < floor_passes; ++pass)
                seconds += send(least, requests).seconds;
            return static_cast<double>(floor_passes * requests.size()) / seconds;
        },
        [&](int round) {
            const usage_day& each = days[static_cast<std::size_t>(round)];
            move_clock(clock, start.plus_ms((round + 1) * day_ms));
            const auto count = static_cast<double>(each.requests.size());
            const double cpu_before = market.server().cpu_seconds();
            const load_outcome outcome = send(market.server(), each.requests);
            cpu_us.push_back((market.server().cpu_seconds() - cpu_before) * 1e6 / count);
            check(outcome);
            sent.records += each.worth.records;
            sent.quantity += each.worth.quantity;
            if (read_stored_usage(scratch.path()) != sent)
                throw std::runtime_error("the store does not hold what was sent");
            return count / outcome.seconds;
        });
    print("BatchMeterUsage of 25", made, "batches per second");
    std::printf("%.0f us CPU per batch of ours\n", quantile(cpu_us, 0.5));
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
