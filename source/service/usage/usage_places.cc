#include "service/usage/usage_places.h"

#include "store/tables/agreements.h"

namespace cppo::service {

using namespace market;

const usage_places::licensed& usage_places::of_license(const account_id& customer,
                                                       const std::string& arn) {
    const std::pair key(customer, arn);
    if (const auto known = licensed_.find(key); known != licensed_.end()) return known->second;
    licensed found{store::find<entitlement>(in_, customer, license_in(arn)), {}};
    if (found.what) found.under = store::find<agreement>(in_, customer, found.what->agreement);
    return licensed_.emplace(key, std::move(found)).first->second;
}

const std::vector<agreement>& usage_places::of_product(const account_id& customer) {
    const auto known = agreements_.find(customer);
    if (known != agreements_.end()) return known->second;
    return agreements_
        .emplace(customer, store::select<agreement>(
                               in_, "WHERE owner = $1 AND product = $2 ORDER BY number DESC",
                               {customer.text(), about_.product->text()}))
        .first->second;
}

result<std::optional<usage_place>> usage_places::place(const usage_report& report) {
    const auto id = account_id::parse(report.customer);
    const bool of_nothing = report.license.empty() && !about_.product;
    if (!id || of_nothing) return std::optional<usage_place>();
    usage_customer customer{.id = *id};
    if (report.license.empty()) {
        customer.of_product = &of_product(*id);
    } else {
        const licensed& found = of_license(*id, report.license);
        customer.licensed = found.what ? &*found.what : nullptr;
        customer.under = found.under ? &*found.under : nullptr;
    }
    auto placed = TRY(market::place(report, customer, about_, now_));
    // The licence was found good, so its product is what the request is about.
    if (!about_.product && customer.licensed) about_.product = customer.licensed->product;
    return placed;
}

} // namespace cppo::service
