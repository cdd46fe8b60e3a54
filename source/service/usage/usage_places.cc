#include "service/usage/usage_places.h"

#include <charconv>

#include "store/tables/agreements.h"

namespace cppo::service {
namespace {

using namespace market;

std::string license_in(const std::string& arn) {
    const auto colon = arn.rfind(':');
    return colon == std::string::npos ? "" : arn.substr(colon + 1);
}

std::int64_t number_of(const account_id& account) {
    std::int64_t number = 0;
    std::from_chars(account.text().data(), account.text().data() + account.text().size(), number);
    return number;
}

std::optional<std::size_t> rate_of(const agreement& of, const std::string& dimension) {
    if (!of.terms.usage) return {};
    const auto& rates = of.terms.usage->rates;
    for (std::size_t at = 0; at < rates.size(); ++at)
        if (rates[at].dimension == dimension) return at;
    return {};
}

} // namespace

std::string license_arn(const account_id& manufacturer, const std::string& license) {
    return "arn:aws:license-manager::" + manufacturer.text() + ":license:" + license;
}

// The licence must be the customer's and the product the manufacturer's.
result<const agreement*> usage_places::by_license(const account_id& customer,
                                                  const std::string& arn) {
    const std::pair key(customer, arn);
    if (const auto known = licensed_.find(key); known != licensed_.end()) return &known->second;
    const auto of = store::find<entitlement>(in_, customer, license_in(arn));
    if (!of || of->manufacturer != manufacturer_ || license_arn(manufacturer_, of->id) != arn)
        return no(reason::license_unknown, arn);
    auto found = store::find<agreement>(in_, customer, of->agreement).value();
    return &licensed_.emplace(key, std::move(found)).first->second;
}

// The customer's latest agreement for the product that takes usage of that moment.
const agreement* usage_places::by_product(const account_id& customer, const usage_report& report) {
    auto known = agreements_.find(customer);
    if (known == agreements_.end())
        known = agreements_
                    .emplace(customer,
                             store::select<agreement>(
                                 in_, "WHERE owner = $1 AND product = $2 ORDER BY number DESC",
                                 {customer.text(), product_}))
                    .first;
    for (const agreement& each : known->second)
        if (each.manufacturer == manufacturer_ && takes_usage(each, report.at, now_)) return &each;
    return nullptr;
}

result<std::optional<usage_place>> usage_places::place(const usage_report& report,
                                                       report_kind how) {
    CHECK_OK(check_time(report.at, how, now_));
    CHECK_OK(check_allocations(report.allocations, report.quantity));
    const auto customer = account_id::parse(report.customer);
    if (!customer) return std::optional<usage_place>();
    const agreement* of = report.license.empty() ? by_product(*customer, report)
                                                 : TRY(by_license(*customer, report.license));
    if (!of || !takes_usage(*of, report.at, now_)) return std::optional<usage_place>();
    const auto rate_no = rate_of(*of, report.dimension);
    if (!rate_no) return no(reason::usage_dimension_unknown, report.dimension);
    const usage_term& term = *of->terms.usage;
    CHECK_OK(check_worth(report.quantity, term.rates[*rate_no], term.unit));
    return std::optional(usage_place{
        of->owner,
        {hour_of(report.at), number_of(*customer), of->number, static_cast<std::int64_t>(*rate_no),
         report.quantity, report.allocations_text, now_}});
}

} // namespace cppo::service
