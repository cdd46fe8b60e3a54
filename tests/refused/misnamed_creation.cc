// Stored changes are told apart by their names: a creating one begins with Create, no other does.
#include "market/catalog/products/product_changes.h"
#include "notation/changes/change_form.h"

namespace cppo::notation {

#ifdef LEGAL
constexpr const char* name = "CreateProduct";
#else
constexpr const char* name = "AddProduct";
#endif
inline constexpr change_form form = form_of<market::create_product>(
    "SaaSProduct", name, describe_nothing, read_nothing<market::create_product>);

} // namespace cppo::notation
