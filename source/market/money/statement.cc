#include "market/money/statement.h"

#include <cassert>

namespace cppo::market {
namespace {

// Ids of the lines of one charge sort in the order in which they were made: `k3f`, `k3f-10001`,
// `k3f-10002`.
std::string id_after(const std::string& id) {
    constexpr int first = 10'001;
    const auto dash = id.rfind('-');
    if (dash == std::string::npos) return id + "-" + std::to_string(first);
    return id.substr(0, dash + 1) + std::to_string(std::stoi(id.substr(dash + 1)) + 1);
}

std::optional<money> told(const std::optional<money>& member, money amount) {
    return member ? std::optional(amount) : std::nullopt;
}

std::optional<money> left_of(const std::optional<money>& member, money taken) {
    return member ? std::optional(*member - taken) : std::nullopt;
}

} // namespace

divided_line collect(const statement_line& open, const line_amounts& taken, day on, bool settles) {
    assert(open.is_open());
    divided_line made{open, {}};
    statement_line& part = made.collected;
    part.buyer_amount = told(open.buyer_amount, taken.buyer);
    part.wholesale = told(open.wholesale, taken.wholesale);
    part.margin = told(open.margin, taken.margin);
    part.fee = taken.fee;
    part.tax = taken.tax;
    part.net = taken.net;
    part.collected_on = on;
    if (settles) {
        assert(part.net == open.net && part.fee == open.fee && part.wholesale == open.wholesale);
        return made;
    }
    statement_line rest = open;
    rest.id = id_after(open.id);
    rest.revision = 0;
    rest.buyer_amount = left_of(open.buyer_amount, taken.buyer);
    rest.wholesale = left_of(open.wholesale, taken.wholesale);
    rest.margin = left_of(open.margin, taken.margin);
    rest.fee = open.fee - taken.fee;
    rest.tax = open.tax - taken.tax;
    rest.net = open.net - taken.net;
    made.open = std::move(rest);
    return made;
}

} // namespace cppo::market
