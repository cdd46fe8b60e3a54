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

// The shapes of a service and, by the name of the reason, the exceptions it refuses with.
boost::json::object described(const wire::shapes& of, wire::fault (*told)(const refusal&)) {
    boost::json::object made = of.described().as_object();
    boost::json::object exceptions;
    for (const auto& [why, name] : wire::exceptions_of(told)) exceptions[why] = name;
    made["exceptions"] = std::move(exceptions);
    return made;
}

} // namespace

void add_shapes(CLI::App& to) {
    CLI::App* verb = to.add_subcommand("shapes", "Print the described shapes of the AWS services");
    verb->callback([] {
        using namespace wire;
        boost::json::object catalog = described(catalog_shapes(), catalog_fault);
        catalog["errorCodes"] = error_codes();
        std::cout << boost::json::serialize(boost::json::object{
                         {"marketplace-catalog", std::move(catalog)},
                         {"marketplace-agreement", described(agreement_shapes(), agreement_fault)},
                         {"marketplace-discovery", described(discovery_shapes(), discovery_fault)},
                         {"marketplace-metering", described(metering_shapes(), metering_fault)},
                         {"marketplace-entitlement-service",
                          described(entitlement_shapes(), entitlement_fault)}})
                  << '\n';
    });
}

} // namespace cppo::cli
