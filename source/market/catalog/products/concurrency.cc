#include "market/catalog/products/concurrency.h"

namespace cppo::market {

result<product> with_concurrency(product of, bool is_allowed, instant now) {
    if (is_allowed && of.type != product_type::saas)
        return no_because(reason::term_not_for_product,
                          "Only SaaS products take agreements side by side.", of.id.text());
    of.texts.single_agreement = !is_allowed;
    of.modified = now;
    return of;
}

} // namespace cppo::market
