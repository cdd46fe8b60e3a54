// What a change set or an entity is assessed by: our own framework, beside AWS's (R-CAT-17).
#pragma once

#include "ground/names.h"
#include "ground/reason.h"

namespace cppo::market {

// What was said and is complete; what it costs; whether its seller may sell it.
enum class assessment_control { form, prices, seller_gates };
constexpr auto names_of(assessment_control) {
    using enum assessment_control;
    return names<assessment_control>(
        {{form, "Form"}, {prices, "Prices"}, {seller_gates, "SellerGates"}});
}

// The control that fails where a change is refused for this reason.
assessment_control control_of(reason why);

} // namespace cppo::market
