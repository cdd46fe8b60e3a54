// A client of many connections that keeps a server busy and spends little itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ground/instant.h"
#include "wire/message.h"
#include "wire/signer.h"

namespace cppo::bench {

// A request as bytes, with its length.
std::string written(const wire::request& from);

// Distinct POST requests of about that size, each signed as an SDK does, for the next 15 minutes.
std::vector<std::string> signed_requests(std::size_t count, std::size_t body_size,
                                         const wire::signing_identity& by);

struct load_outcome {
    std::size_t answered = 0; // with status 200
    std::size_t refused = 0;  // with any other
    double seconds = 0;
    std::vector<double> latencies_ms; // of each answer, sorted
};

// Sends every request once over that many connections, each with one request at a time, and waits
// for all answers. Throws std::runtime_error where the server closes a connection.
load_outcome run_load(std::uint16_t port, std::size_t connections,
                      std::span<const std::string> requests);

} // namespace cppo::bench
