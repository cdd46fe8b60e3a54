// A decision writes rows of market/rows.inc only.
#include "market/decision.h"

namespace cppo::market {

struct note {
    std::string text;
};

#ifdef LEGAL
write keep(const setting& row) {
#else
write keep(const note& row) {
#endif
    return row;
}

} // namespace cppo::market
