// An enumerator has one name.
#include "ground/names.h"

enum class side { seller, buyer };
constexpr auto names_of(side) {
    using enum side;
#ifdef LEGAL
    return cppo::names<side>({{seller, "seller"}, {buyer, "buyer"}});
#else
    return cppo::names<side>({{seller, "seller"}, {buyer, "buyer"}, {buyer, "customer"}});
#endif
}
static_assert(cppo::name_of(side::seller) == "seller");
