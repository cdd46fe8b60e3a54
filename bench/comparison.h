// Ours against a floor, in turns, so that a busy machine is busy for both.
#pragma once

#include <functional>
#include <vector>

namespace cppo::bench {

// The value that this share of the figures does not exceed: 0.5 is the median. There must be one.
double quantile(std::vector<double> of, double share);

struct spread {
    double median = 0;
    double lowest = 0;
    double highest = 0;
};

// Of at least one figure.
spread spread_of(const std::vector<double>& figures);

struct comparison {
    double floor = 0; // medians
    double ours = 0;
    spread ratio; // ours to the floor's of the same round
};

// Measures the floor and then ours in every round; the number of the round is passed on. Round 0
// comes before the others and does not count, since it warms caches up.
using measure = std::function<double(int round)>;
comparison compare(int rounds, const measure& floor, const measure& ours);

// One line: what, its ratio, and the figures in that unit.
void print(const char* what, const comparison& made, const char* unit);

} // namespace cppo::bench
