#include "cli/serving/market_client.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "service/command/market_clock.h"
#include "service/secrets/digest.h"
#include "wire/signature/signer.h"

namespace cppo::cli {

namespace json = boost::json;

json::value market_client::call(const market_call& what) const {
    wire::request made{what.method, what.path, {{"Host", "localhost"}}, "", "127.0.0.1"};
    if (!what.body.is_null()) {
        made.body = json::serialize(what.body);
        made.headers.push_back({"Content-Type", what.protocol});
        made.headers.push_back({"Content-Length", std::to_string(made.body.size())});
    }
    if (!what.target.empty()) made.headers.push_back({"X-Amz-Target", what.target});
    const bool is_of_console = what.path.starts_with("/console/");
    if (is_of_console && what.method != "GET")
        made.headers.push_back(
            {"Idempotency-Key", what.idempotency_key.empty()
                                    ? "demo-" + service::in_hex(service::random_bytes(10))
                                    : what.idempotency_key});
    wire::signing_identity by{as_.key.id, as_.key.secret, ""};
    by.service = what.service;
    wire::sign(made, by, service::system_now());
    const wire::reply reply = to_(std::move(made));
    if (reply.status >= 300)
        throw std::runtime_error(what.path + " " + what.target + ": " + reply.body);
    return json::parse(reply.body);
}

} // namespace cppo::cli
