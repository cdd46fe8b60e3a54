// The forms of values that change documents of several entities share (R-CAT-07), and how they
// are read.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/result.h"
#include "notation/json.h"
#include "notation/shape.h"
#include "notation/terms.h"

namespace cppo::notation {

inline type day_text() {
    return text_matching(10, 10, "^\\d{4}-\\d{2}-\\d{2}$");
}
inline type period_text() {
    return text_matching(2, 32, "^P(\\d+Y)?(\\d+M)?(\\d+D)?$");
}
inline type price_text() {
    return text_matching(1, 20, "^\\d{1,9}(\\.\\d{0,8})?$");
}
inline type account_text() {
    return text_matching(12, 12, "^\\d{12}$");
}
// Which currencies a market settles in is judged when the change is applied.
inline type currency_code() {
    return text_matching(3, 3, "^[A-Z]{3}$");
}

// The list of terms of one type that most Update...Terms changes carry: at least `min`, at most
// `max`.
void describe_terms(shapes& to, const std::string& change, const std::string& term,
                    std::vector<member> members, std::int64_t min, std::int64_t max = 1);
// The only term of such a list; nullptr where the list is empty.
const boost::json::object* single_term(const boost::json::value& document);

std::optional<std::string> text_in(const boost::json::object& in, std::string_view name);
std::optional<std::vector<std::string>> texts_in(const boost::json::object& in,
                                                 std::string_view name);
// Each account once.
result<std::vector<account_id>> accounts_in(const boost::json::object& in, std::string_view name);

// A renewal that is null is taken back.
template <class Change>
void read_renewal(const boost::json::object& in, std::string_view name, Change& into) {
    const boost::json::value* renewal = in.if_contains(name);
    if (!renewal) return;
    into.clears_renewal = renewal->is_null();
    if (renewal->is_object()) into.renewal = renewal_from(renewal->as_object());
}

// The prices of a change, whose terms may stand in any order; a type of term that stands twice is
// told when the change is applied.
template <class Change>
result<Change> read_prices(const boost::json::value& document) {
    const boost::json::object& in = document.as_object();
    Change made{};
    made.model = get_named<market::pricing_model>(get_text(in, "PricingModel"));
    std::set<std::string_view> seen;
    for (const boost::json::value& each : get_list(in, "Terms")) {
        const boost::json::object& term = each.as_object();
        const std::string_view type = get_text(term, "Type");
        if (!seen.insert(type).second) made.repeats_a_term = true;
        if (type.ends_with("UsageBasedPricingTerm")) made.usage = TRY(usage_from(term));
        if (type.ends_with("ConfigurableUpfrontPricingTerm"))
            made.upfront = TRY(upfront_from(term));
        if (type.ends_with("FixedUpfrontPricingTerm"))
            made.fixed_upfront = TRY(fixed_upfront_from(term));
    }
    return made;
}

} // namespace cppo::notation
