// A change type is applied.
#include "market/catalog/change_sets/change.h"

namespace cppo::market {

struct rename_product {
    static constexpr auto facts = change_of_product(change_rank::update);
    static constexpr refers_to_nothing refers_to{};
    std::string title;
};
#ifdef LEGAL
refusals apply(working_copies& on, const change& what, const rename_product& ask);
#endif

change_details ask() {
    return rename_product{"Northwind"};
}

} // namespace cppo::market
