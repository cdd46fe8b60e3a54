#include "market/catalog/terms/pricing.h"

#include <algorithm>
#include <set>

namespace cppo::market {
namespace {

std::set<std::string> keys_of(const std::vector<rate>& rates) {
    std::set<std::string> made;
    for (const rate& each : rates) made.insert(each.dimension);
    return made;
}

// Each dimension once, and only those that are sold so.
refusals check_rates(const std::vector<rate>& rates, const std::vector<std::string>& sold) {
    if (rates.size() > rates_max) return no(reason::too_many_rates);
    refusals found;
    std::set<std::string> keys;
    for (const rate& each : rates)
        if (!keys.insert(each.dimension).second)
            found.add(no(reason::rate_repeated, each.dimension));
        else if (std::ranges::find(sold, each.dimension) == sold.end())
            found.add(no(reason::rate_not_for_dimension, each.dimension));
    return found;
}

refusals check_usage(const product& of, const usage_term& usage) {
    const auto metered = of.keys_of(true);
    refusals found = check_rates(usage.rates, metered);
    if (found && usage.rates.size() != metered.size()) return no(reason::rates_incomplete);
    return found;
}

refusals check_card(const product& of, const configurable_upfront_term& upfront,
                    const upfront_card& card) {
    refusals found;
    if (upfront.find_card(card.duration) != &card)
        found.add(no(reason::duration_repeated, card.duration.text()));
    else if (card.duration.months() == 0 && card.duration.days() == 0)
        found.add(no(reason::duration_not_positive, card.duration.text()));
    else if (!is_contract_length(of, card.duration))
        found.add(no(reason::selector_too_long, card.duration.text()));
    refusals rates = check_rates(card.rates, of.keys_of(false));
    if (rates && keys_of(card.rates) != keys_of(upfront.cards.front().rates))
        rates.add(no(reason::rates_incomplete, card.duration.text()));
    found.add(std::move(rates));
    return found;
}

refusals check_upfront(const product& of, const configurable_upfront_term& upfront,
                       bool is_metered_too) {
    constexpr std::size_t cards_max = 5; // R-RA-13
    const bool one_only = is_metered_too && of.type == product_type::machine_image;
    if (upfront.cards.size() > (one_only ? 1 : cards_max)) return no(reason::too_many_rate_cards);
    refusals found;
    if (!upfront.has_one_constraint) found.add(no(reason::rate_constraints_differ));
    for (const upfront_card& card : upfront.cards) found.add(check_card(of, upfront, card));
    return found;
}

// Prices beyond the maximum are refused before anybody is asked for them (check_markup).
void mark_up(std::vector<rate>& rates, const markup& by, int decimals) {
    if (by.is_zero()) return;
    for (rate& each : rates) {
        each.each = cppo::marked_up(each.each, by, decimals).value_or(price(price::units_max));
        each.written = each.each.text();
    }
}

} // namespace

refusals check_prices(const product& of, const std::optional<usage_term>& usage,
                      const std::optional<configurable_upfront_term>& upfront,
                      const std::optional<fixed_upfront_term>& fixed) {
    if (of.type == product_type::professional_services && (usage || upfront))
        return no(reason::term_not_for_product);
    if (upfront && fixed) return no(reason::terms_exclude_each_other);
    std::set<currency> units;
    if (usage) units.insert(usage->unit);
    if (upfront) units.insert(upfront->unit);
    if (fixed) units.insert(fixed->unit);
    refusals found;
    if (units.size() > 1) found.add(no(reason::currencies_differ));
    if (usage) found.add(check_usage(of, *usage));
    if (upfront) found.add(check_upfront(of, *upfront, usage.has_value()));
    return found;
}

bool is_contract_length(const product& of, const period& duration) {
    const day start(std::chrono::year(2001) / 1 / 1);
    const day end = duration.after(start);
    return start < end && is_agreement_length(of, false, start, end);
}

bool is_agreement_length(const product& of, bool is_usage_only, day start, day end) {
    if (of.type == product_type::machine_image) return end <= start.plus_days(1'095);
    return is_usage_only || end <= period::parse("P60M")->after(start);
}

result<void> check_markup(const authorization_terms& wholesale, const markup& by) {
    if (wholesale.usage)
        for (const rate& each : wholesale.usage->rates)
            CHECK_OK(cppo::marked_up(each.each, by, usage_price_decimals));
    if (wholesale.upfront)
        for (const upfront_card& card : wholesale.upfront->cards)
            for (const rate& each : card.rates)
                CHECK_OK(cppo::marked_up(each.each, by, upfront_price_decimals));
    return {};
}

usage_term marked_up(usage_term wholesale, const markup& by) {
    mark_up(wholesale.rates, by, usage_price_decimals);
    return wholesale;
}

configurable_upfront_term marked_up(configurable_upfront_term wholesale, const markup& by) {
    for (upfront_card& each : wholesale.cards) mark_up(each.rates, by, upfront_price_decimals);
    return wholesale;
}

} // namespace cppo::market
