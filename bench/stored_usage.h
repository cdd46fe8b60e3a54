// What a marketplace's embedded store really holds, read beside the server.
#pragma once

#include <cstdint>
#include <filesystem>

namespace cppo::bench {

struct stored_usage {
    std::int64_t records = 0;
    std::int64_t quantity = 0; // their sum

    bool operator==(const stored_usage&) const = default;
};

// Throws std::runtime_error where the store of that data directory cannot be read.
stored_usage read_stored_usage(const std::filesystem::path& data);

} // namespace cppo::bench
