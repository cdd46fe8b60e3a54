#include "market/money/exchange.h"

namespace cppo::market {

result<price> dollars_for(const std::vector<exchange_rate>& rates, currency unit, day on) {
    const exchange_rate* first = nullptr;
    const exchange_rate* found = nullptr;
    for (const exchange_rate& each : rates) {
        if (each.unit != unit) continue;
        if (!first || each.from < first->from) first = &each;
        if (each.from <= on && (!found || found->from < each.from)) found = &each;
    }
    if (!found) found = first;
    if (!found) return no(reason::rate_missing, std::string(code_of(unit)));
    return found->dollars;
}

namespace {

// An amount in dollars, in 10^-8 of a minor unit's power of ten.
__int128 scaled(std::int64_t whole_dollars, currency unit) {
    __int128 made = whole_dollars;
    for (int decimals = decimals_of(unit); decimals > 0; --decimals) made *= 10;
    return made * price::scale;
}

} // namespace

bool is_worth(money amount, price dollars, std::int64_t whole_dollars) {
    return static_cast<__int128>(amount.minor()) * dollars.units() >=
           scaled(whole_dollars, amount.unit());
}

result<void> check_value(const std::vector<exchange_rate>& rates, money total, day on,
                         reason too_much) {
    const price dollars = TRY(dollars_for(rates, total.unit(), on));
    const bool is_over = static_cast<__int128>(total.minor()) * dollars.units() >
                         scaled(agreement_value_max, total.unit());
    if (is_over) return no(too_much, total.text());
    return {};
}

} // namespace cppo::market
