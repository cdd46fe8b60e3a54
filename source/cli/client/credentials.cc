#include "cli/client/credentials.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "cli/client/bad_input.h"
#include "cli/client/settings_file.h"

namespace cppo::cli {
namespace {

std::string contents_of(const std::string& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string file_of(const environment& in, const char* variable, const char* name) {
    if (const auto named = in(variable)) return *named;
    return in("HOME").value_or("") + "/.aws/" + name;
}

// A profile's settings; those of the credentials file go before those of the configuration.
std::optional<settings> find_profile(const environment& in, const std::string& name) {
    auto credentials =
        read_settings(contents_of(file_of(in, "AWS_SHARED_CREDENTIALS_FILE", "credentials")));
    auto configuration = read_settings(contents_of(file_of(in, "AWS_CONFIG_FILE", "config")));
    if (!credentials.contains(name) && !configuration.contains(name)) return {};
    settings made = credentials[name];
    made.merge(configuration[name]);
    return made;
}

std::string profile_name(const environment& in, const std::string& named) {
    return named.empty() ? in("AWS_PROFILE").value_or("default") : named;
}

std::string setting_or_empty(const settings& in, std::string_view name) {
    const auto found = in.find(name);
    return found == in.end() ? std::string() : found->second;
}

void take_keys(wire::signing_identity& to, const settings& of, const std::string& profile) {
    to.access_key_id = setting_or_empty(of, "aws_access_key_id");
    to.secret = setting_or_empty(of, "aws_secret_access_key");
    to.session_token = setting_or_empty(of, "aws_session_token");
    if (to.access_key_id.empty() || to.secret.empty())
        throw bad_input("The profile " + profile +
                        " has no aws_access_key_id and aws_secret_access_key; roles and sign-in "
                        "are not followed.");
}

} // namespace

std::optional<std::string> own_environment(const char* name) {
    const char* found = std::getenv(name);
    if (!found || !*found) return {};
    return found;
}

wire::signing_identity find_credentials(const environment& in, const std::string& profile,
                                        const std::string& region) {
    const std::string name = profile_name(in, profile);
    const auto found = find_profile(in, name);
    const auto key = in("AWS_ACCESS_KEY_ID");
    const auto secret = in("AWS_SECRET_ACCESS_KEY");
    wire::signing_identity made;
    if (profile.empty() && (key || secret)) {
        if (!key || !secret)
            throw bad_input("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must both be set.");
        made.access_key_id = *key;
        made.secret = *secret;
        made.session_token = in("AWS_SESSION_TOKEN").value_or("");
    } else if (found) {
        take_keys(made, *found, name);
    } else if (profile.empty() && !in("AWS_PROFILE")) {
        throw bad_input(
            "There are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a "
            "profile.");
    } else {
        throw bad_input("There is no profile " + name + ".");
    }
    const std::string of_profile = found ? setting_or_empty(*found, "region") : "";
    for (const std::string& each :
         {region, in("AWS_REGION").value_or(""), in("AWS_DEFAULT_REGION").value_or(""), of_profile})
        if (!each.empty()) {
            made.region = each;
            break;
        }
    return made;
}

std::optional<std::string> find_profile_endpoint(const environment& in,
                                                 const std::string& profile) {
    const auto found = find_profile(in, profile_name(in, profile));
    if (!found || !found->contains("endpoint_url")) return {};
    return found->at("endpoint_url");
}

} // namespace cppo::cli
