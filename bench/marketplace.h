// The opencppo program with its demo, on a store of its own.
#pragma once

#include <filesystem>

#include "bench/client.h"
#include "bench/server_process.h"

namespace cppo::bench {

class marketplace {
  public:
    // Starts the program in that directory and waits until it is healthy; a store that is there is
    // opened.
    explicit marketplace(const std::filesystem::path& data);

    const server_process& server() const { return server_; }
    // Of the demo: isv, reseller, buyer or operator.
    client as(std::string_view actor) const;

  private:
    std::filesystem::path data_;
    server_process server_;
};

} // namespace cppo::bench
