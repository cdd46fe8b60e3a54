// How many partner offers a second are created through the wire, as a ratio to the bare durable
// commits of the same store.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <deque>
#include <stdexcept>
#include <thread>

#include "bench/change_set.h"
#include "bench/channel.h"
#include "bench/comparison.h"
#include "bench/scratch_directory.h"
#include "bench/stopwatch.h"
#include "service/command/market_clock.h"
#include "store/engine/database.h"
#include "store/schema/schema.h"
#include "store/tables/commands.h"

namespace cppo::bench {
namespace {

constexpr int rounds = 9;
constexpr int connections = 8;
constexpr int offers_a_round = 800;
constexpr int floor_passes = 4; // so that both take about as long in a round
constexpr int metered_dimensions = 2;

// Does `count` pieces of work on as many threads as there are connections; answers pieces a second.
double rate_of(int count, const std::function<void(int thread, int piece)>& work) {
    const stopwatch running;
    std::atomic<int> next = 0;
    std::atomic<bool> failed = false;
    {
        std::vector<std::jthread> workers;
        for (int thread = 0; thread < connections; ++thread)
            workers.emplace_back([&, thread] {
                try {
                    for (int piece; (piece = next++) < count && !failed;) work(thread, piece);
                } catch (const std::exception& thrown) {
                    std::fprintf(stderr, "%s\n", thrown.what());
                    failed = true;
                }
            });
    }
    if (failed) throw std::runtime_error("not everything was done");
    return count / running.ms() * 1'000;
}

// The least that a command stores: one row, in a transaction of its own that shares its commit with
// what else waits.
class bare_store {
  public:
    explicit bare_store(const std::filesystem::path& file)
        : kept_(store::database::open(
              {.url = "sqlite:" + file.string(), .migrations = store::migrations()})) {}

    void commit() {
        const std::string token = std::to_string(number_++);
        kept_->write([&](store::session& in) {
            store::insert(
                in, store::command_record{account_id::minted("111111111111"), "Bench", token,
                                          std::string(64, 'a'), std::string(25, 'b'), instant()});
        });
    }

  private:
    std::unique_ptr<store::database> kept_;
    std::atomic<int> number_ = 0;
};

void run() {
    const scratch_directory scratch;
    const marketplace market(scratch.path());
    bare_store least(scratch.path() / "floor.db");
    const channel sold(market, metered_dimensions);
    const auto changes = sold.offer_changes();
    const actor partner = market.as("reseller").who();
    std::deque<client> partners;
    for (int made = 0; made < connections; ++made)
        partners.emplace_back(market.server().port(), partner);
    std::vector<std::vector<double>> ms(connections); // of each offer, by thread
    std::vector<double> cpu_us;                       // of the server, an offer
    const comparison made = compare(
        rounds,
        [&](int) {
            return rate_of(floor_passes * offers_a_round, [&](int, int) { least.commit(); });
        },
        [&](int) {
            const double cpu_before = market.server().cpu_seconds();
            const double rate = rate_of(offers_a_round, [&](int thread, int) {
                const auto at = static_cast<std::size_t>(thread);
                const stopwatch running;
                carry_out(partners[at], changes, "Offer");
                ms[at].push_back(running.ms());
            });
            cpu_us.push_back((market.server().cpu_seconds() - cpu_before) * 1e6 / offers_a_round);
            return rate;
        });
    print("Partner offers", made, "a second");
    std::vector<double> all;
    for (const auto& each : ms) all.insert(all.end(), each.begin(), each.end());
    std::printf("%zu offers: p50 %.1f ms, p99 %.1f ms; %.0f us CPU of the server for each\n",
                all.size(), quantile(all, 0.5), quantile(all, 0.99), quantile(cpu_us, 0.5));
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
