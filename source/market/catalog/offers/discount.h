// Wholesale prices as a per cent off the list price. The Catalog API carries absolute prices only,
// so this is how an ISV asks for them (R-RA-10, R-PRC-02, OQ-15).
#pragma once

#include "ground/money.h"
#include "market/catalog/authorizations/resale_authorization.h"
#include "market/catalog/offers/offer.h"

namespace cppo::market {

// The draft with the prices of the product's public offer less the discount, which it keeps as
// metadata; nothing follows the list price later. Refuses an authorization that is released or pays
// by schedule, more than 100 per cent, and a product without list prices, such as services.
result<resale_authorization> discounted(resale_authorization draft, const offer* listed,
                                        const markup& discount, instant now);

} // namespace cppo::market
