// Who calls, and where: an actor of a marketplace on this machine, or a profile of AWS's tools.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/client/credentials.h"

namespace cppo::cli {

struct caller {
    wire::signing_identity by;
    std::optional<std::string> endpoint; // its file's, else AWS_ENDPOINT_URL, else its profile's
};

// The actor of that name in demo.json or operator.json of the folder, else the profile of that
// name; without a name what find_credentials finds. Throws bad_input where there is neither, or
// where the file is not what `opencppo serve` writes.
caller find_caller(const environment& in, const std::filesystem::path& data,
                   const std::string& name, const std::string& region);

} // namespace cppo::cli
