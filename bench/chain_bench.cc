// How long a deal takes from the partner's change set to the buyer's entitlement, as a ratio to as
// many bare durable commits.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

#include "bench/channel.h"
#include "bench/comparison.h"
#include "bench/scratch_directory.h"
#include "bench/stopwatch.h"

namespace cppo::bench {
namespace {

constexpr int rounds = 5;
constexpr int deals_a_round = 20;
constexpr int metered_dimensions = 2;
// Starting the change set, carrying it out, the quote and the acceptance.
// The invoice that follows does not keep the buyer waiting.
constexpr int commits_a_deal = 4;

std::vector<double> ms_of_each(int count, const std::function<void()>& work) {
    std::vector<double> made;
    for (int at = 0; at < count; ++at) {
        const stopwatch running;
        work();
        made.push_back(running.ms());
    }
    return made;
}

// Appends one page, the least that a store writes, and waits until it is on the disk.
class page_file {
  public:
    explicit page_file(const std::filesystem::path& at)
        : file_(::open(at.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)) {
        if (file_ < 0) throw std::runtime_error("no file to append to");
    }
    ~page_file() { ::close(file_); }
    page_file(const page_file&) = delete;
    page_file& operator=(const page_file&) = delete;

    void commit() const {
        if (::write(file_, page_.data(), page_.size()) != static_cast<ssize_t>(page_.size()) ||
            ::fdatasync(file_) != 0)
            throw std::runtime_error("a page cannot be written");
    }

  private:
    int file_;
    std::string page_ = std::string(4096, 'x');
};

void run() {
    const scratch_directory scratch;
    const marketplace market(scratch.path());
    const page_file file(scratch.path() / "appended");
    std::vector<double> all;
    const comparison made = compare(
        rounds,
        [&](int) {
            const auto each = ms_of_each(deals_a_round, [&] {
                for (int commit = 0; commit < commits_a_deal; ++commit) file.commit();
            });
            return quantile(each, 0.5);
        },
        [&](int round) {
            // A buyer has at most a hundred agreements for a product, so each round has its own.
            channel between(market, metered_dimensions);
            const auto each = ms_of_each(deals_a_round, [&] { between.make_deal(); });
            if (round > 0) all.insert(all.end(), each.begin(), each.end());
            return quantile(each, 0.5);
        });
    print("Change set to entitlement", made, "ms");
    std::printf("%zu deals: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms\n", all.size(),
                quantile(all, 0.5), quantile(all, 0.99), quantile(all, 1));
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
