// Names stand in the order of the enumerators.
#include "ground/names.h"

enum class side { seller, buyer };
constexpr auto names_of(side) {
    using enum side;
#ifdef LEGAL
    return cppo::names<side>({{seller, "seller"}, {buyer, "buyer"}});
#else
    return cppo::names<side>({{buyer, "buyer"}, {seller, "seller"}});
#endif
}
static_assert(cppo::name_of(side::seller) == "seller");
