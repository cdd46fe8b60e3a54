#include "market/usage/placing.h"

#include <charconv>

#include "ground/dated_refusal.h"

namespace cppo::market {
namespace {

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

// The licence must be the customer's, of the manufacturer's product that the request speaks of, and
// in force at the moment.
result<const agreement*> by_license(const usage_report& report, const usage_customer& customer,
                                    const usage_subject& about, instant now) {
    const entitlement* of = customer.licensed;
    if (!of || of->manufacturer != about.manufacturer ||
        license_arn(about.manufacturer, of->id) != report.license)
        return no(reason::license_unknown, report.license);
    if (about.product && of->product != *about.product)
        return no(reason::license_of_another_product, report.license);
    if (!covers_usage(*customer.under, report.at))
        return no_now(reason::usage_outside_license, now, report.license);
    return takes_reports(*customer.under, now) ? customer.under : nullptr;
}

// The customer's latest agreement for the product that takes usage of that moment.
const agreement* by_product(const usage_report& report, const usage_customer& customer,
                            const usage_subject& about, instant now) {
    for (const agreement& each : *customer.of_product)
        if (each.manufacturer == about.manufacturer && covers_usage(each, report.at) &&
            takes_reports(each, now))
            return &each;
    return nullptr;
}

} // namespace

std::string license_arn(const account_id& manufacturer, const std::string& license) {
    return "arn:aws:license-manager::" + manufacturer.text() + ":license:" + license;
}

std::string license_in(const std::string& arn) {
    const auto colon = arn.rfind(':');
    return colon == std::string::npos ? "" : arn.substr(colon + 1);
}

result<void> check_report(const usage_report& report, report_kind how, instant now) {
    CHECK_OK(check_time(report.at, how, now));
    return check_allocations(report.allocations, report.quantity);
}

result<std::optional<usage_place>> place(const usage_report& report, const usage_customer& customer,
                                         const usage_subject& about, instant now) {
    const agreement* of = report.license.empty() ? by_product(report, customer, about, now)
                                                 : TRY(by_license(report, customer, about, now));
    if (!of) return std::optional<usage_place>();
    const auto rate_no = rate_of(*of, report.dimension);
    if (!rate_no) return no(reason::usage_dimension_unknown, report.dimension);
    const usage_term& term = *of->terms.usage;
    CHECK_OK(check_worth(report.quantity, term.rates[*rate_no], term.unit));
    return std::optional(usage_place{
        of->owner,
        {hour_of(report.at), number_of(customer.id), of->number,
         static_cast<std::int64_t>(*rate_no), report.quantity, report.allocations_text, now}});
}

} // namespace cppo::market
