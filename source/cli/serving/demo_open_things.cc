#include "cli/serving/demo_open_things.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <stdexcept>

#include "cli/serving/market_client.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& in, std::string_view name) {
    return std::string(in.at(name).as_string());
}

// The question of ListEntities: of that type and state, not over by then.
json::object question(const std::string& type, const std::string& state_member,
                      const std::string& state, const std::string& now) {
    json::object filters{{state_member, {{"ValueList", json::array{state}}}},
                         {"AvailabilityEndDate", {{"DateRange", {{"AfterValue", now}}}}}};
    return {{"Catalog", "AWSMarketplace"},
            {"EntityType", type},
            {"OwnershipType", type == "Offer" ? "SELF" : "SHARED"},
            {"EntityTypeFilters", json::object{{type + "Filters", std::move(filters)}}}};
}

void add_things_of(server::process& demo, const service::founder& whose,
                   std::vector<open_thing>& to) {
    const market_client partner(
        [&demo](wire::request from) { return demo.answer(std::move(from)); }, whose);
    const std::string moment = text_of(
        partner.call({.service = "opencppo", .method = "GET", .path = "/console/v1/clock"}), "now");
    const std::string now = moment.substr(0, moment.find('.')) + "Z";
    const auto add = [&](const std::string& type, const json::object& asked) {
        const auto found = partner.call({.path = "/ListEntities", .body = asked});
        for (const json::value& one : found.at("EntitySummaryList").as_array())
            to.push_back({whose.part, type, text_of(one, "EntityId"), text_of(one, "Name")});
    };
    add("ResaleAuthorization", question("ResaleAuthorization", "Status", "Active", now));
    add("Offer", question("Offer", "State", "Released", now));
}

} // namespace

std::vector<open_thing> demo_open_things(server::process& demo) {
    std::vector<open_thing> made;
    for (const service::founder& each : demo.founders()) {
        if (!each.part.starts_with("reseller")) continue;
        try {
            add_things_of(demo, each, made);
        } catch (const std::runtime_error&) {
            // A partner whose key was stopped, or who asks too often, keeps nobody from starting.
        }
    }
    return made;
}

} // namespace cppo::cli
