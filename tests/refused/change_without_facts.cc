// A change type says what it works on, its rank, what it creates and who refuses it.
#include "market/catalog/change_sets/change.h"

namespace cppo::market {

struct rename_product {
#ifdef LEGAL
    static constexpr auto facts = change_of_product(change_rank::update);
#endif
    static constexpr refers_to_nothing refers_to{};
    std::string title;
};
refusals apply(working_copies& on, const change& what, const rename_product& ask);

change_details ask() {
    return rename_product{"Northwind"};
}

} // namespace cppo::market
