#include "market/parties/approval.h"

#include <algorithm>

namespace cppo::market {

bool second_person::decides(const money& payment) const {
    if (payments_above.empty()) return false;
    const auto limit = std::ranges::find(payments_above, payment.unit(),
                                         [](const money& each) { return each.unit(); });
    return limit == payments_above.end() || *limit < payment;
}

result<void> check_decider(const approval& of, const user_id& by, const std::string& key_made_by,
                           instant now) {
    if (of.state != approval_state::waiting || of.has_lapsed(now))
        return no(reason::approval_decided, of.id);
    if (by.text() == of.asked_by || key_made_by == of.asked_by)
        return no(reason::not_the_second_person, of.id);
    return {};
}

bool has_second_person(const std::vector<user>& users, const permission& needed) {
    return std::ranges::count_if(users, [&](const user& each) {
               return each.is_active() && each.part != user_role::viewer &&
                      allows(each.actions, needed);
           }) >= 2;
}

} // namespace cppo::market
