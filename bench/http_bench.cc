// What the HTTP layer and the signature check cost per request, as ratios to an epoll server that
// answers the same requests in the same run.
#include <cstdio>
#include <string>
#include <vector>

#include "bench/comparison.h"
#include "bench/floor.h"
#include "bench/load.h"
#include "bench/server_process.h"
#include "server/listener.h"
#include "service/command/market_clock.h"
#include "wire/signature/signature.h"

namespace cppo::bench {
namespace {

constexpr std::size_t connections = 32;
constexpr int rounds = 7;

const wire::signing_identity seller{"AKISV", "a secret of forty characters, as AWS has"};

wire::reply trivial(int status) {
    return {status, {{"Content-Type", "application/json"}}, "{}"};
}

// Where an answer is made: on the thread that read the request, or on a worker.
enum class answered { at_once, by_worker };

void serve_ours(const announce& ready, answered where,
                std::function<wire::reply(wire::request)> answer) {
    server::limits within;
    within.io_threads = 1; // as many as the floor has
    const auto is_quick = [where](const wire::request&) { return where == answered::at_once; };
    server::listener listening({.within = within, .is_quick = is_quick}, std::move(answer));
    ready(listening.port());
    listening.run();
}

void serve_at_once(const announce& ready) {
    serve_ours(ready, answered::at_once, [](const wire::request&) { return trivial(200); });
}

void serve_by_worker(const announce& ready) {
    serve_ours(ready, answered::by_worker, [](const wire::request&) { return trivial(200); });
}

void serve_verified(const announce& ready) {
    const wire::credential known{
        seller.access_key_id,
        seller.secret,
        "",
        {.account = account_id::minted("111122223333"), .user = user_id::minted("usr-1")}};
    const wire::verifier signatures(
        [&](std::string_view) { return std::optional<wire::credential>(known); },
        service::system_now);
    serve_ours(ready, answered::at_once, [&](const wire::request& from) {
        constexpr std::string_view services[] = {"aws-marketplace"};
        return trivial(signatures.verify(from, services) ? 200 : 403);
    });
}

struct contestant {
    const char* name;
    std::function<void(const announce&)> serve;
    const std::vector<std::string>* requests;
};

double cpu_us_of(const server_process& server, const std::vector<std::string>& requests) {
    const double before = server.cpu_seconds();
    const load_outcome made = run_load(server.port(), connections, requests, waiting::awake);
    if (made.refused > 0) std::printf("%zu requests were refused!\n", made.refused);
    return (server.cpu_seconds() - before) * 1e6 / static_cast<double>(requests.size());
}

void compare_cpu(const contestant& floor, const contestant& ours) {
    const server_process least(floor.serve, placement::alone);
    const server_process measured(ours.serve, placement::alone);
    const comparison made = compare(
        rounds, [&](int) { return cpu_us_of(least, *floor.requests); },
        [&](int) { return cpu_us_of(measured, *ours.requests); });
    print(ours.name, made, "us CPU per request");
}

void run() {
    const auto small = signed_requests(20'000, 200, seller);
    const auto large = signed_requests(20'000, 3'000, seller);
    std::printf("%zu connections, %d rounds, medians; requests of %zu and %zu bytes\n", connections,
                rounds, small[0].size(), large[0].size());
    std::fflush(stdout);
    compare_cpu({"", serve_echo, &small}, {"HTTP, small requests", serve_at_once, &small});
    compare_cpu({"", serve_echo, &large}, {"HTTP, 3 KB requests", serve_at_once, &large});
    compare_cpu({"", serve_echo, &large}, {"HTTP, 3 KB, by a worker", serve_by_worker, &large});
    compare_cpu({"", serve_echo, &large}, {"HTTP and SigV4, 3 KB", serve_verified, &large});
}

} // namespace
} // namespace cppo::bench

int main() {
    cppo::bench::run();
}
