// Something to be done: the command and what it decides. It is done at once, or, where the operator
// wants that, when a second person has agreed.
#pragma once

#include <functional>

#include "market/parties/approval.h"
#include "service/command/engine.h"

namespace cppo::service {

struct deed {
    command what;
    decide how;
    // Whether a second person decides, by what the operator wants; none: never.
    std::function<bool(store::session&, const market::second_person&)> needs_second = {};
};

} // namespace cppo::service
