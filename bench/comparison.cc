#include "bench/comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cppo::bench {

double quantile(std::vector<double> of, double share) {
    std::ranges::sort(of);
    const double place = std::ceil(share * static_cast<double>(of.size()));
    return of[static_cast<std::size_t>(std::max(place, 1.0)) - 1];
}

spread spread_of(const std::vector<double>& figures) {
    return {quantile(figures, 0.5), quantile(figures, 0), quantile(figures, 1)};
}

comparison compare(int rounds, const measure& floor, const measure& ours) {
    std::vector<double> floors, our_own, ratios;
    for (int round = 0; round <= rounds; ++round) {
        const double least = floor(round);
        const double measured = ours(round);
        if (round == 0) continue;
        floors.push_back(least);
        our_own.push_back(measured);
        ratios.push_back(measured / least);
    }
    return {quantile(floors, 0.5), quantile(our_own, 0.5), spread_of(ratios)};
}

void print(const char* what, const comparison& made, const char* unit) {
    std::printf("%-28s ratio %.3g (%.3g to %.3g): %.4g to %.4g %s\n", what, made.ratio.median,
                made.ratio.lowest, made.ratio.highest, made.ours, made.floor, unit);
    std::fflush(stdout);
}

} // namespace cppo::bench
