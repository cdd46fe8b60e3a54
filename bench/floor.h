// The least a server can do: one thread, epoll, and nothing that is not needed to answer. What
// OpenCPPO spends is measured against it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace cppo::bench {

// Called with the port once it is open.
using announce = std::function<void(std::uint16_t)>;

// Reads requests as far as their length and answers each with the same few bytes, for ever.
[[noreturn]] void serve_echo(const announce& ready);
[[noreturn]] void serve_echo_at(std::uint16_t port);

// The same, but first appends the bodies of all requests that one epoll_wait found to the file and
// calls fdatasync once: what durable writes cost at least.
[[noreturn]] void serve_append(const std::filesystem::path& to, const announce& ready);

} // namespace cppo::bench
