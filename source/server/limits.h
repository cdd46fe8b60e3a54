// Everything from outside has a limit (R-LIM-02).
#pragma once

#include <cstddef>

namespace cppo::server {

struct limits {
    std::size_t body_size_max = std::size_t{1} << 20;
    std::size_t body_read_max = std::size_t{64} << 20; // of a longer body, before giving up
    std::size_t head_size_max = std::size_t{16} << 10;
    std::size_t header_count_max = 100;
    std::size_t connections_max = 4096;
    int request_timeout_ms = 30'000; // from a request's first byte to its last
    int idle_timeout_ms = 75'000;    // between two requests of a connection
    int linger_timeout_ms = 1'000;   // how long a refused client may go on sending
    int stop_timeout_ms = 10'000;    // how long running requests may take when the server stops
    int worker_threads = 32;         // requests that run at once
    // Requests that wait for a worker. Beyond what the line says of them (server/waiting_line.h)
    // they are told that the server is too busy, so that whoever is accepted is answered soon.
    std::size_t waiting_max = 512;
    int waiting_bound_ms = 150;    // a queue in which nobody waits for less
    int waiting_interval_ms = 200; // stands once it has done so for this long
    int waiting_timeout_ms = 500;  // nobody waits for longer
    // Of bodies above 64 KB that are read or answered at once.
    std::size_t large_bodies_size_max = std::size_t{64} << 20;
    int io_threads = 2;
};

} // namespace cppo::server
