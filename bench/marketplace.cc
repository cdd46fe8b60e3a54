#include "bench/marketplace.h"

#include <boost/json/parse.hpp>
#include <chrono>
#include <fstream>

#include "bench/program.h"
#include "wire/value/notation.h"

namespace cppo::bench {
namespace {

server_process started(const std::filesystem::path& data) {
    const std::uint16_t port = free_port();
    return server_process(program("../source/opencppo",
                                  {"serve", "--demo", "--data", data.string(), "--listen",
                                   "127.0.0.1:" + std::to_string(port)},
                                  port),
                          placement::anywhere);
}

} // namespace

marketplace::marketplace(const std::filesystem::path& data) : data_(data), server_(started(data)) {
    await_health(server_.port());
}

client marketplace::as(std::string_view actor_name) const {
    std::ifstream in(data_ / "demo.json");
    const auto demo = boost::json::parse(in).as_object();
    const auto& found = wire::get_object(wire::get_object(demo, "actors"), actor_name);
    actor who{std::string(wire::get_text(found, "accountId")), {}};
    who.keys.access_key_id = wire::get_text(found, "accessKeyId");
    who.keys.secret = wire::get_text(found, "secretAccessKey");
    return client(server_.port(), std::move(who));
}

} // namespace cppo::bench
