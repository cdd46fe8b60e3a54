#include <boost/json/array.hpp>
#include <memory>

#include "console/http/routes.h"
#include "wire/catalog/catalog_shapes.h"
#include "wire/catalog/change_check.h"

namespace cppo::console {
namespace {

namespace json = boost::json;

json::object fault_json(const wire::change_fault& of) {
    json::object made{
        {"pointer", of.pointer}, {"code", of.code}, {"reason", of.reason}, {"detail", of.sentence}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) made[name] = value;
    };
    add("changeType", of.change_type);
    add("changeName", of.change_name);
    add("entityType", of.entity_type);
    add("entityId", of.entity_id);
    return made;
}

} // namespace

std::vector<route> change_set_routes(service::catalog_service& catalog) {
    const auto described = std::make_shared<const wire::shapes>(wire::catalog_shapes());
    const auto check = [&catalog, described](const call& from) -> result<answer> {
        const auto faults = wire::check_changes(catalog, *described, from.input, from.who);
        json::array told;
        for (const wire::change_fault& each : faults) told.push_back(fault_json(each));
        return answer{json::object{{"valid", told.empty()}, {"faults", std::move(told)}}};
    };
    return {{"CheckChangeSet",
             "POST",
             "/console/v1/change-set-checks",
             audience::everybody,
             effect::reads,
             permission_group::offers,
             duty::support,
             "ChangeSetCheck",
             "CheckedChangeSet",
             200,
             {},
             "Everything that is wrong with a change set; nothing is stored",
             check}};
}

} // namespace cppo::console
