#include "cli/serving/founders_file.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cli/client/actor_names.h"
#include "cli/serving/private_file.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

json::array json_of(const std::vector<open_thing>& open) {
    json::array made;
    for (const open_thing& each : open)
        made.push_back({{"part", each.part},
                        {"entityType", each.entity_type},
                        {"id", each.id},
                        {"name", each.name}});
    return made;
}

} // namespace

void write_founders(const std::filesystem::path& file, const std::string& endpoint,
                    const std::vector<service::founder>& founders,
                    const std::vector<open_thing>& open) {
    json::object actors;
    for (const service::founder& each : founders)
        actors[each.part] = {{"accountId", each.account.text()},
                             {"accessKeyId", each.key.id},
                             {"secretAccessKey", each.key.secret},
                             {"email", each.email},
                             {"password", each.password}};
    json::object made{{"endpoint", endpoint}, {"actors", std::move(actors)}};
    if (!open.empty()) made["open"] = json_of(open);
    write_private_file(file, json::serialize(made));
}

void write_profiles(const std::filesystem::path& folder, const std::string& endpoint,
                    const std::vector<service::founder>& founders) {
    std::string config;
    std::string credentials;
    for (const service::founder& each : founders)
        for (const std::string& name : names_of_part(each.part)) {
            config += "[profile " + name +
                      "]\nregion = us-east-1\noutput = json\nendpoint_url = " + endpoint + "\n\n";
            credentials += "[" + name + "]\naws_access_key_id = " + each.key.id +
                           "\naws_secret_access_key = " + each.key.secret + "\n\n";
        }
    write_private_file(folder / "aws-config", config);
    write_private_file(folder / "aws-credentials", credentials);
}

} // namespace cppo::cli
