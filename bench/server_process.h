// A server in a process of its own, so that what it spends can be told from what its client does.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>

#include "bench/floor.h"

namespace cppo::bench {

// Where a server runs: on one processor and its client on another, or both on any.
enum class placement { alone, anywhere };

class server_process {
  public:
    // Forks, so it must be called before this process has threads. `serve` runs in the child, tells
    // its port and never returns.
    server_process(const std::function<void(const announce&)>& serve, placement where);
    // Kills it.
    ~server_process();
    server_process(const server_process&) = delete;
    server_process& operator=(const server_process&) = delete;

    std::uint16_t port() const { return port_; }
    pid_t id() const { return process_; }
    // User and system time of all its threads since it started.
    double cpu_seconds() const;

  private:
    pid_t process_ = 0;
    std::uint16_t port_ = 0;
};

} // namespace cppo::bench
