#include "service/money/told_lines.h"

#include "market/money/disbursing.h"
#include "store/tables/parties.h"

namespace cppo::service {

std::vector<told_line> told_lines(store::session& in, const account_id& seller_account,
                                  std::vector<market::statement_line> lines, day today) {
    std::vector<told_line> made;
    if (lines.empty()) return made;
    const auto to = store::find<market::seller>(in, seller_account).value();
    for (market::statement_line& each : lines) {
        const auto held = market::find_hold(each, to, today);
        made.push_back({std::move(each), held});
    }
    return made;
}

} // namespace cppo::service
