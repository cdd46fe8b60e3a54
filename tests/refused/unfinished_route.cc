// A row of the console says all there is to say of a route.
#include "console/http/route.h"

namespace cppo::console {

route reads_nothing() {
#ifdef LEGAL
    return {"GetNothing",
            "GET",
            "/console/v1/nothing",
            audience::everybody,
            effect::reads,
            permission_group::market,
            duty::support,
            "Nothing",
            "Nothing",
            200,
            {},
            "Nothing at all",
            [](const call&) -> result<answer> { return answer{}; }};
#else
    return {"GetNothing",
            "GET",
            "/console/v1/nothing",
            audience::everybody,
            effect::reads,
            permission_group::market,
            duty::support,
            "Nothing",
            "Nothing",
            200,
            {},
            "Nothing at all"};
#endif
}

} // namespace cppo::console
