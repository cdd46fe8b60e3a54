// The bytes of a connection, sent to the real listener: every request it takes is one that the
// reference, if strict, frames too, with the same method, target and body, in the same order; every
// reply is well-formed, and there is at most one more than requests, the refusal.
#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#include "fuzz/expect.h"
#include "fuzz/http_reference.h"
#include "fuzz/loopback.h"
#include "server/listener.h"

namespace cppo::fuzz {
namespace {

// Small limits, so that small inputs reach them.
constexpr std::size_t body_size_max = 2'000;
constexpr std::size_t header_count_max = 20;

class witness {
  public:
    witness()
        : served_({"127.0.0.1", 0, hasty(), nullptr, [](const auto&) { return true; }},
                  [this](wire::request from) { return record(std::move(from)); }),
          thread_([this] { served_.run(); }) {}

    std::uint16_t port() const { return served_.port(); }

    std::vector<framed_request> taken() {
        const std::lock_guard held(guard_);
        return std::exchange(seen_, {});
    }

  private:
    static server::limits hasty() {
        return {.body_size_max = body_size_max,
                .body_read_max = 2 * body_size_max,
                .head_size_max = 2'000,
                .header_count_max = header_count_max,
                .worker_threads = 1,
                .io_threads = 1};
    }

    wire::reply record(wire::request from) {
        const std::lock_guard held(guard_);
        expect(from.headers.size() <= header_count_max, "there are not too many headers");
        expect(from.body.size() <= body_size_max, "no body is too long");
        seen_.push_back({from.method, from.target, from.body});
        return {200, {}, "answered"};
    }

    std::mutex guard_;
    std::vector<framed_request> seen_;
    server::listener served_;
    std::jthread thread_;
};

// A server may take what the reference is too strict for; whoever hunts for that sets
// CPPO_FUZZ_STRICT, as ./dev fuzz does.
const bool is_strict = std::getenv("CPPO_FUZZ_STRICT") != nullptr;

std::size_t count_replies(std::string_view text) {
    std::size_t count = 0;
    for (auto at = text.find("HTTP/1.1 "); at != std::string_view::npos;
         at = text.find("HTTP/1.1 ", at + 1))
        if (!text.substr(at).starts_with("HTTP/1.1 100 ")) ++count;
    return count;
}

void read(std::string_view bytes) {
    // Never destroyed: by then OpenSSL is gone, and its threads could not give back what they hold.
    static witness& on = *new witness;
    const std::string replies = exchange(on.port(), bytes);
    const auto taken = on.taken();
    const auto framed = framed_requests(bytes);
    if (is_strict) expect(taken.size() <= framed.size(), "every request that is taken is one");
    for (std::size_t at = 0; at < std::min(taken.size(), framed.size()); ++at) {
        framed_request wanted = framed[at];
        if (wanted.body.size() > body_size_max) wanted.body.clear(); // read past, not kept
        expect(taken[at] == wanted, "a request is taken as it was framed");
    }
    expect(replies.empty() || replies.starts_with("HTTP/1.1 "), "a reply starts with its status");
    const std::size_t count = count_replies(replies);
    expect(count >= taken.size() && count <= taken.size() + 1, "each request has its reply");
}

} // namespace
} // namespace cppo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cppo::fuzz::read(cppo::fuzz::text_of(data, size));
    return 0;
}
