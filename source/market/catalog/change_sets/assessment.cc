#include "market/catalog/change_sets/assessment.h"

#include <algorithm>
#include <array>

namespace cppo::market {
namespace {

constexpr std::array of_prices = [] {
    using enum reason;
    // clang-format off
    return std::array{
        malformed_amount, amount_too_large, currency_unknown, currency_not_payable,
        currencies_differ, currency_not_authorized, rate_missing, rate_repeated,
        rate_not_for_dimension, rates_incomplete, rate_constraints_differ, too_many_rates,
        too_many_rate_cards, too_many_grants, duration_not_positive, duration_repeated,
        duration_missing, duration_too_long, duration_too_short, duration_not_authorized,
        selector_too_long, fixed_price_not_zero, fixed_price_with_markup,
        grant_dimension_repeated, dimension_not_sold, one_dimension_only, grants_not_authorized,
        grants_invalid, terms_exclude_each_other, term_not_for_product, term_not_authorized,
        pricing_model_switched, list_price_missing, schedule_needs_single_use_and_end,
        schedule_and_fixed_price_apart, schedule_without_fixed_price, schedule_not_authorized,
        schedule_with_markup, too_many_scheduled_payments, too_many_charges,
        charge_dates_repeat, charge_date_not_future, charge_after_agreement_end,
        charge_dates_not_authorized, too_many_backdated_charges, amount_below_wholesale,
        total_below_wholesale, agreement_value_too_large, markup_after_release,
        markup_without_authorization, markup_not_on_custom_terms, markup_with_custom_schedule};
    // clang-format on
}();

constexpr std::array of_sellers = [] {
    using enum reason;
    return std::array{seller_not_paid,       seller_not_registered, seller_not_verified,
                      seller_not_found,      own_role_missing,      reseller_not_registered,
                      reseller_role_missing, tax_form_missing};
}();

} // namespace

assessment_control control_of(reason why) {
    if (std::ranges::find(of_prices, why) != of_prices.end()) return assessment_control::prices;
    if (std::ranges::find(of_sellers, why) != of_sellers.end())
        return assessment_control::seller_gates;
    return assessment_control::form;
}

} // namespace cppo::market
