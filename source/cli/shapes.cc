#include "cli/shapes.h"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "wire/agreement_calls.h"
#include "wire/catalog_shapes.h"
#include "wire/discovery_calls.h"
#include "wire/metering_calls.h"

namespace cppo::cli {

void add_shapes(CLI::App& to) {
    CLI::App* verb = to.add_subcommand("shapes", "Print the described shapes of the AWS services");
    verb->callback([] {
        std::cout << boost::json::serialize(boost::json::object{
                         {"marketplace-catalog", wire::catalog_shapes().described()},
                         {"marketplace-agreement", wire::agreement_shapes().described()},
                         {"marketplace-discovery", wire::discovery_shapes().described()},
                         {"marketplace-metering", wire::metering_shapes().described()},
                         {"marketplace-entitlement-service",
                          wire::entitlement_shapes().described()}})
                  << '\n';
    });
}

} // namespace cppo::cli
