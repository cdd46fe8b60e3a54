#include "bench/change_set.h"

#include <boost/json/serialize.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "wire/value/notation.h"

namespace cppo::bench {

namespace json = boost::json;

json::object change(std::string_view entity_type, std::string_view change_type,
                    std::string_view created, json::value details) {
    const std::string identifier = "$" + std::string(created) + ".Entity.Identifier";
    return {{"ChangeType", change_type},
            {"Entity", json::object{{"Type", entity_type}, {"Identifier", identifier}}},
            {"DetailsDocument", std::move(details)}};
}

json::object creation(std::string_view entity_type, std::string_view change_type,
                      std::string_view name, json::object details) {
    return {{"ChangeType", change_type},
            {"ChangeName", name},
            {"Entity", json::object{{"Type", entity_type}}},
            {"DetailsDocument", std::move(details)}};
}

std::string carry_out(client& by, json::array changes, std::string_view name) {
    const auto started = by.post(
        "/StartChangeSet", {{"Catalog", "AWSMarketplace"}, {"ChangeSet", std::move(changes)}});
    const std::string id(wire::get_text(started, "ChangeSetId"));
    const std::string path = "/DescribeChangeSet?catalog=AWSMarketplace&changeSetId=" + id;
    json::object set = by.get(path);
    while (set["Status"] == "PREPARING" || set["Status"] == "APPLYING") {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        set = by.get(path);
    }
    if (set["Status"] != "SUCCEEDED")
        throw std::runtime_error("a change set failed: " + json::serialize(set));
    for (const json::value& each : wire::get_list(set, "ChangeSet")) {
        const auto found = wire::find_text(each.as_object(), "ChangeName");
        if (found != name) continue;
        const auto entity =
            wire::get_text(wire::get_object(each.as_object(), "Entity"), "Identifier");
        return std::string(entity.substr(0, entity.find('@')));
    }
    throw std::runtime_error("a change set did not create " + std::string(name));
}

} // namespace cppo::bench
