#include "market/parties/closing.h"

namespace cppo::market {

result<decision> close(const account& of, const std::vector<open_thing>& open,
                       bool is_last_operator) {
    if (!of.is_open()) return decision{};
    refusal in_use{
        reason::account_in_use, std::string(sentence_of(reason::account_in_use)), of.id.text(), {}};
    if (is_last_operator)
        in_use.violations.push_back({"/accounts/" + of.id.text(), reason::account_in_use,
                                     "The marketplace has no other operator."});
    for (const open_thing& each : open)
        if (in_use.violations.size() < open_things_told)
            in_use.violations.push_back({each.path, reason::account_in_use, each.what});
    if (!in_use.violations.empty()) return std::unexpected(std::move(in_use));
    account closed = of;
    closed.state = account_state::closed;
    return decision{.writes = {std::move(closed)}};
}

} // namespace cppo::market
