#include "bench/program.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "bench/connection.h"
#include "bench/stopwatch.h"

namespace cppo::bench {
namespace {

bool is_healthy(std::uint16_t port) {
    try {
        connection to(port);
        to.send(written({"GET", "/healthz", {{"Host", "127.0.0.1"}}, "", ""}));
        while (!to.receive()) {
        }
        return to.is_success();
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace

std::uint16_t free_port() {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* const address = reinterpret_cast<sockaddr*>(&at);
    const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
    const bool is_bound =
        ::bind(listening, address, size) == 0 && ::getsockname(listening, address, &size) == 0;
    ::close(listening);
    if (!is_bound) throw std::runtime_error("no free port");
    return ntohs(at.sin_port);
}

std::function<void(const announce&)> program(std::string name, std::vector<std::string> words,
                                             std::uint16_t port) {
    return [name = std::move(name), words = std::move(words), port](const announce& ready) {
        const auto file = std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
        std::string called = file.string();
        std::vector<std::string> kept = words;
        std::vector<char*> arguments{called.data()};
        for (std::string& each : kept) arguments.push_back(each.data());
        arguments.push_back(nullptr);
        ready(port);
        ::execv(called.c_str(), arguments.data());
        throw std::runtime_error(called + " cannot be run");
    };
}

void await_health(std::uint16_t port) {
    constexpr double patience_ms = 10'000;
    const stopwatch running;
    while (!is_healthy(port)) {
        if (running.ms() > patience_ms) throw std::runtime_error("a server does not get healthy");
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
}

memory memory_of(const server_process& server) {
    std::ifstream in("/proc/" + std::to_string(server.id()) + "/status");
    memory made;
    for (std::string line; std::getline(in, line);) {
        const auto mb = [&] { return std::stod(line.substr(line.find(':') + 1)) * 1024 / 1e6; };
        if (line.starts_with("VmRSS:")) made.resident = mb();
        if (line.starts_with("VmHWM:")) made.resident_max = mb();
    }
    return made;
}

} // namespace cppo::bench
