#include "service/command/actor.h"

#include <algorithm>

namespace cppo::service {

bool actor::may(const std::string& action, bool changes_something) const {
    if (changes_something && part == market::user_role::viewer) return false;
    return actions.empty() || std::ranges::find(actions, action) != actions.end();
}

} // namespace cppo::service
