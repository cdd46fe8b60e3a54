#include "cli/serving/founders_file.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "cli/client/actor_names.h"
#include "cli/serving/private_file.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

const std::string endpoint_member = "endpoint_url = ";

json::object json_of(const service::founder& of) {
    json::object made{{"accountId", of.account.text()}, {"accessKeyId", of.key.id}};
    if (of.is_untold()) made["secretAccessKey"] = of.key.secret;
    made["email"] = of.email;
    if (of.is_untold()) made["password"] = of.password;
    return made;
}

json::array json_of(const std::vector<open_thing>& open) {
    json::array made;
    for (const open_thing& each : open)
        made.push_back({{"part", each.part},
                        {"entityType", each.entity_type},
                        {"id", each.id},
                        {"name", each.name}});
    return made;
}

std::optional<std::string> text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void correct_founders(const std::filesystem::path& file, const std::string& endpoint) {
    const auto text = text_of(file);
    if (!text) return;
    boost::system::error_code unreadable;
    json::value kept = json::parse(*text, unreadable);
    if (unreadable || !kept.is_object()) return;
    kept.as_object()["endpoint"] = endpoint;
    const std::string corrected = json::serialize(kept);
    if (corrected != *text) write_private_file(file, corrected);
}

// [profile NAME] of an actor, whose endpoint is ours.
bool begins_profile_of_actor(const std::string& line) {
    for (const std::string& part : {"isv", "reseller", "reseller2", "buyer", "operator"})
        for (const std::string& name : names_of_part(part))
            if (line == "[profile " + name + "]") return true;
    return false;
}

void correct_profiles(const std::filesystem::path& file, const std::string& endpoint) {
    const auto text = text_of(file);
    if (!text) return;
    std::istringstream lines(*text);
    std::string corrected;
    bool is_ours = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('[')) is_ours = begins_profile_of_actor(line);
        const bool is_endpoint = is_ours && line.starts_with(endpoint_member);
        corrected += (is_endpoint ? endpoint_member + endpoint : line) + "\n";
    }
    if (corrected != *text) write_private_file(file, corrected);
}

} // namespace

void correct_endpoint(const std::filesystem::path& folder, const std::string& endpoint) {
    for (const char* name : {"demo.json", "operator.json"})
        correct_founders(folder / name, endpoint);
    correct_profiles(folder / "aws-config", endpoint);
}

void write_founders(const std::filesystem::path& file, const std::string& endpoint,
                    const std::vector<service::founder>& founders,
                    const std::vector<open_thing>& open) {
    json::object actors;
    for (const service::founder& each : founders) actors[each.part] = json_of(each);
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
            if (!each.is_untold()) continue;
            config += "[profile " + name + "]\nregion = us-east-1\noutput = json\n" +
                      endpoint_member + endpoint + "\n\n";
            credentials += "[" + name + "]\naws_access_key_id = " + each.key.id +
                           "\naws_secret_access_key = " + each.key.secret + "\n\n";
        }
    write_private_file(folder / "aws-config", config);
    write_private_file(folder / "aws-credentials", credentials);
}

} // namespace cppo::cli
