// A client of many connections that keeps a server busy and spends little itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "wire/message/message.h"
#include "wire/signature/signer.h"

namespace cppo::bench {

// A POST of JSON to a service that is called by X-Amz-Target, with an SDK's headers, and signed as
// an SDK does, for the next 15 minutes; as bytes.
std::string signed_call(std::string target, std::string body, const wire::signing_identity& by);

// Distinct requests of about that size.
std::vector<std::string> signed_requests(std::size_t count, std::size_t body_size,
                                         const wire::signing_identity& by);

// How a client waits for answers. One that never sleeps leaves the server no work of waking it, but
// takes a processor.
enum class waiting { awake, asleep };

struct load_outcome {
    std::size_t refused = 0; // with any status but 200
    double seconds = 0;
    std::vector<std::string> bodies; // of all answers, in the order they came
};

// Sends every request once over that many connections, each with one request at a time, and waits
// for all answers. Throws std::runtime_error where the server closes a connection.
load_outcome run_load(std::uint16_t port, std::size_t connections,
                      std::span<const std::string> requests, waiting how);

} // namespace cppo::bench
