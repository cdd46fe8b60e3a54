// The heads of all audit chains in a file that is kept elsewhere, where who rewrites the store
// cannot rewrite it (R-AUD-03).
#pragma once

#include <filesystem>
#include <string>

#include "service/command/audit_heads.h"

namespace cppo::cli {

struct heads_file {
    service::kept_heads all;
    std::string signature;
};

// {"at": "...", "heads": [{"accountId", "number", "hash", "at"}], "signature": "..."}. Throws where
// the file is there already, or cannot be written.
void write_heads(const std::filesystem::path& file, const heads_file& made);

// Throws where it is no such file.
heads_file read_heads(const std::filesystem::path& file);

} // namespace cppo::cli
