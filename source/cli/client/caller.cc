#include "cli/client/caller.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

#include "cli/client/actor_names.h"
#include "cli/client/bad_input.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

std::optional<caller> find_actor(const std::filesystem::path& file, const std::string& part,
                                 const std::string& region) {
    std::ifstream in(file);
    if (!in) return {};
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        const json::value all = json::parse(text);
        const json::value* found = all.at("actors").as_object().if_contains(part);
        if (!found) return {};
        caller made;
        made.by.access_key_id = found->at("accessKeyId").as_string();
        made.by.secret = found->at("secretAccessKey").as_string();
        if (!region.empty()) made.by.region = region;
        made.endpoint = all.at("endpoint").as_string();
        return made;
    } catch (const std::exception&) {
        throw bad_input(file.string() + ": It is not what `opencppo serve` writes.");
    }
}

} // namespace

caller find_caller(const environment& in, const std::filesystem::path& data,
                   const std::string& name, const std::string& region) {
    if (!name.empty())
        for (const char* file : {"demo.json", "operator.json"})
            if (auto found = find_actor(data / file, part_named(name), region))
                return *std::move(found);
    try {
        auto by = find_credentials(in, name, region);
        auto endpoint = in("AWS_ENDPOINT_URL");
        if (!endpoint) endpoint = find_profile_endpoint(in, name);
        return {std::move(by), std::move(endpoint)};
    } catch (const bad_input& wrong) {
        if (name.empty()) throw;
        throw bad_input("There is no actor " + name + " in " + data.string() +
                        " (--data says where), and: " + wrong.what());
    }
}

} // namespace cppo::cli
