// Servers that are programs of their own, as they are started in earnest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/server_process.h"

namespace cppo::bench {

// A port that nobody listens on.
std::uint16_t free_port();

// Becomes the program, which lies beside this one or at a path from there, once a server_process
// runs it. Its words must make it listen on that port.
std::function<void(const announce&)> program(std::string name, std::vector<std::string> words,
                                             std::uint16_t port);

// Waits until the server answers GET /healthz with 200. Throws after ten seconds.
void await_health(std::uint16_t port);

// In megabytes (10^6 bytes), as the system counts them for a process.
struct memory {
    double resident = 0;
    double resident_max = 0; // since it started
};
memory memory_of(const server_process& server);

} // namespace cppo::bench
