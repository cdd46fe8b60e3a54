#include <boost/json/array.hpp>

#include "console/http/reading.h"
#include "console/http/routes.h"

namespace cppo::console {
namespace {

namespace json = boost::json;
using namespace market;

// Parts per million as per cent: `3`, `0.5`.
std::string percent_of(std::int64_t ppm) {
    return markup::of_units(ppm * (markup::scale / 10'000)).text();
}

json::object fee_json(const fee_rate& of) {
    json::object made{{"part", cppo::name_of(of.part)},
                      {"productType", cppo::name_of(of.product)},
                      {"renewal", of.is_renewal},
                      {"valueFrom", std::to_string(of.value_from) + ".00"}};
    if (!of.country.empty()) made["buyerCountry"] = of.country;
    made["releasedFrom"] = of.from.text();
    made["percent"] = percent_of(of.ppm);
    return made;
}

json::object exchange_json(const exchange_rate& of) {
    return {
        {"currency", code_of(of.unit)}, {"from", of.from.text()}, {"usDollars", of.dollars.text()}};
}

answer rates_answer(const rate_tables& of) {
    json::array fees;
    for (const fee_rate& each : of.fees) fees.push_back(fee_json(each));
    json::array exchange;
    for (const exchange_rate& each : of.exchange) exchange.push_back(exchange_json(each));
    return {json::object{{"fees", std::move(fees)}, {"exchange", std::move(exchange)}}};
}

} // namespace

std::vector<route> rate_routes(service::rates& rates) {
    // clang-format off
    return {
        {"GetFees", "GET", "/console/v1/fees", audience::everybody, effect::reads,
         permission_group::money, anybodys, "Nothing",
         "Rates", 200, {}, "Fee rates and rates of exchange, of all times",
         [&rates](const call&) -> result<answer> { return rates_answer(rates.tables()); }},
    };
    // clang-format on
}

} // namespace cppo::console
