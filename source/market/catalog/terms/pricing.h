// Rate cards: what may be priced how, and what a markup makes of wholesale prices.
#pragma once

#include "ground/refusals.h"
#include "market/catalog/products/product.h"
#include "market/catalog/terms/terms.h"

namespace cppo::market {

// Whether a product's dimensions carry these prices: usage prices for all its metered dimensions
// and no others, upfront prices for entitled ones, the same for every duration, one currency, each
// dimension and duration once; no upfront prices beside a fixed one. Professional services carry
// neither (R-RA-11, R-RA-13).
// At most 200 rates a card and five cards; one card where a machine image also meters.
refusals check_prices(const product& of, const std::optional<usage_term>& usage,
                      const std::optional<configurable_upfront_term>& upfront,
                      const std::optional<fixed_upfront_term>& fixed);

// Whether a contract for the product may be this long: at least a day; 60 months, machine images
// 1,095 days (R-DUR-01, R-DUR-02).
bool is_contract_length(const product& of, const period& duration);

// Refuses a markup that lifts a unit price above the maximum of its term (R-PRC-10).
result<void> check_markup(const authorization_terms& wholesale, const markup& by);
// Whether an agreement that starts then may end then: of a machine image after 1,095 days at the
// latest, whatever it sells; of a contract after 60 months; usage has no bound (R-DUR-01, R-DUR-02,
// R-DUR-03).
bool is_agreement_length(const product& of, bool is_usage_only, day start, day end);

// With a markup usage keeps eight decimals, upfront six; zero changes no text (R-PRC-01, R-PRC-09).
usage_term marked_up(usage_term wholesale, const markup& by);
configurable_upfront_term marked_up(configurable_upfront_term wholesale, const markup& by);

} // namespace cppo::market
