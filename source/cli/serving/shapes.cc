#include "cli/serving/shapes.h"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "wire/agreement/agreement_calls.h"
#include "wire/catalog/catalog_shapes.h"
#include "wire/discovery/discovery_calls.h"
#include "wire/message/fault_table.h"
#include "wire/metering/metering_calls.h"

namespace cppo::cli {

namespace {

// What changes that fail are told, by the name of the reason.
boost::json::object error_codes() {
    boost::json::object made;
    for (const auto& [why, code] : wire::change_error_codes()) made[why] = code;
    return made;
}

} // namespace

void add_shapes(CLI::App& to) {
    CLI::App* verb = to.add_subcommand("shapes", "Print the described shapes of the AWS services");
    verb->callback([] {
        boost::json::object catalog = wire::catalog_shapes().described().as_object();
        catalog["errorCodes"] = error_codes();
        std::cout << boost::json::serialize(boost::json::object{
                         {"marketplace-catalog", std::move(catalog)},
                         {"marketplace-agreement", wire::agreement_shapes().described()},
                         {"marketplace-discovery", wire::discovery_shapes().described()},
                         {"marketplace-metering", wire::metering_shapes().described()},
                         {"marketplace-entitlement-service",
                          wire::entitlement_shapes().described()}})
                  << '\n';
    });
}

} // namespace cppo::cli
