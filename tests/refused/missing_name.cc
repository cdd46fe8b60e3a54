// Every enumerator has a name.
#include "ground/names.h"

enum class side { seller, buyer, reseller };
constexpr auto names_of(side) {
    using enum side;
#ifdef LEGAL
    return cppo::names<side>({{seller, "seller"}, {buyer, "buyer"}, {reseller, "reseller"}});
#else
    return cppo::names<side>({{seller, "seller"}, {buyer, "buyer"}});
#endif
}
static_assert(cppo::name_of(side::buyer) == "buyer");
