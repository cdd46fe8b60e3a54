// How much memory a marketplace takes, and how soon it answers, beside a server that echoes.
#include <cstdio>

#include "bench/channel.h"
#include "bench/comparison.h"
#include "bench/program.h"
#include "bench/scratch_directory.h"
#include "bench/stopwatch.h"

namespace cppo::bench {
namespace {

constexpr int deals = 100;
constexpr int starts = 9;
constexpr int metered_dimensions = 2;

server_process start_floor() {
    const std::uint16_t port = free_port();
    return server_process(program("echo_floor", {std::to_string(port)}, port), placement::anywhere);
}

void print_memory(const char* when, const server_process& server) {
    const memory used = memory_of(server);
    std::printf("%-28s %.1f MB resident, %.1f MB at most\n", when, used.resident,
                used.resident_max);
    std::fflush(stdout);
}

// Makes the store that is opened again afterwards.
void measure_memory(const std::filesystem::path& data) {
    const server_process least = start_floor();
    await_health(least.port());
    print_memory("The floor", least);
    const marketplace market(data);
    print_memory("A marketplace", market.server());
    channel between(market, metered_dimensions);
    for (int made = 0; made < deals; ++made) between.make_deal();
    print_memory("... after 100 deals", market.server());
}

// Every start follows a kill, so it also recovers the store's log.
void measure_starts(const std::filesystem::path& data) {
    std::vector<double> ours_ms;
    const comparison made = compare(
        starts,
        [](int) {
            const stopwatch running;
            const server_process least = start_floor();
            await_health(least.port());
            return running.ms();
        },
        [&](int round) {
            const stopwatch running;
            const marketplace market(data);
            const double spent = running.ms();
            if (round > 0) ours_ms.push_back(spent);
            return spent;
        });
    print("Start to first answer", made, "ms");
    const spread ours = spread_of(ours_ms);
    std::printf("%d starts: median %.1f ms, %.1f to %.1f ms\n", starts, ours.median, ours.lowest,
                ours.highest);
}

} // namespace
} // namespace cppo::bench

int main() {
    const cppo::bench::scratch_directory scratch;
    cppo::bench::measure_memory(scratch.path());
    cppo::bench::measure_starts(scratch.path());
}
