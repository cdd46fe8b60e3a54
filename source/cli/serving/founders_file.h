// demo.json and operator.json: how tests, tools and people find the marketplace and its actors; and
// the same for AWS's own tools.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/serving/demo_open_things.h"
#include "service/parties/founding.h"

namespace cppo::cli {

// Replaces the file, readable by its owner only. A founder who was told before stands there without
// a secret. Throws where it cannot be written.
void write_founders(const std::filesystem::path& file, const std::string& endpoint,
                    const std::vector<service::founder>& founders,
                    const std::vector<open_thing>& open);

// Replaces aws-config and aws-credentials in the folder: a profile an actor, under the name of its
// part, a reseller also under that of `partner`. The endpoint stands in the profile for the tools
// that read it there: AWS CLI 2.13, botocore 1.31 and later, and the SDKs of that time.
void write_profiles(const std::filesystem::path& folder, const std::string& endpoint,
                    const std::vector<service::founder>& founders);

// The address in those of the files that are in the folder, and nothing else of them: what was
// deleted stays deleted, and keys may have been rotated since (R-ACC-05). A file that is no JSON
// any more is left as it is.
void correct_endpoint(const std::filesystem::path& folder, const std::string& endpoint);

} // namespace cppo::cli
