// Whether a buyer may have several agreements for a product side by side (R-AGR-17). AWS has no
// call for it: its sellers set it in their console.
#pragma once

#include "ground/result.h"
#include "market/catalog/products/product.h"

namespace cppo::market {

// The product with that set; agreements that stand side by side already run on. Refuses to allow it
// for services and machine images, whose agreements never stand side by side.
result<product> with_concurrency(product of, bool is_allowed, instant now);

} // namespace cppo::market
