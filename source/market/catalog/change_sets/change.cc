#include "market/catalog/change_sets/change.h"

namespace cppo::market {

change_details::said::~said() = default;

result<void> apply(working_copies&, const change&, const impossible& ask) {
    return std::unexpected(ask.why);
}

bool is_judged_when_applied(reason why) {
    return why == reason::currency_unknown;
}

} // namespace cppo::market
