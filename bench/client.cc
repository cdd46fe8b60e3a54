#include "bench/client.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "service/command/market_clock.h"

namespace cppo::bench {

namespace json = boost::json;

client::client(std::uint16_t port, actor who) : who_(std::move(who)), to_(port) {}

json::object client::call(std::string target, const json::object& input) {
    return answer_to(
        {"POST",
         "/",
         {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", std::move(target)}},
         json::serialize(input),
         ""});
}

json::object client::post(std::string path, const json::object& input) {
    return answer_to({"POST",
                      std::move(path),
                      {{"Content-Type", "application/json"}},
                      json::serialize(input),
                      ""});
}

json::object client::get(std::string path) {
    return answer_to({"GET", std::move(path), {}, "", ""});
}

json::object client::answer_to(wire::request from) {
    wire::signing_identity by = who_.keys;
    if (from.target.starts_with("/console/")) by.service = "opencppo";
    from.headers.push_back({"Host", "127.0.0.1"});
    wire::sign(from, by, service::system_now());
    to_.send(written(from));
    while (!to_.receive()) {
    }
    if (!to_.is_success())
        throw std::runtime_error(from.target + " was answered with " + std::string(to_.body()));
    return json::parse(to_.body()).as_object();
}

} // namespace cppo::bench
