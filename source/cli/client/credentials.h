// Whose requests the command sends, and to which region: found where AWS's own tools look.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "wire/signature/signer.h"

namespace cppo::cli {

// A variable of the environment; an empty one counts as none.
using environment = std::function<std::optional<std::string>(const char* name)>;
std::optional<std::string> own_environment(const char* name);

// The keys of `profile` where it is named, else of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
// AWS_SESSION_TOKEN, else of the profile AWS_PROFILE or `default`. Profiles are read from
// AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE, by default ~/.aws/credentials and ~/.aws/config,
// the former first. The region is `region` where it is named, else AWS_REGION, AWS_DEFAULT_REGION,
// the profile's, us-east-1.
//
// Throws bad_input where there are none, or half of them. Profiles that assume a role, sign in or
// run a program have no keys.
wire::signing_identity find_credentials(const environment& in, const std::string& profile,
                                        const std::string& region);

// The endpoint_url of the profile that is named, else of AWS_PROFILE or `default`, where it has
// one.
std::optional<std::string> find_profile_endpoint(const environment& in, const std::string& profile);

} // namespace cppo::cli
