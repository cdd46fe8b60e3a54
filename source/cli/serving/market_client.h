// A marketplace in this process, called as its clients call it: signed requests in, JSON back.
#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <string>

#include "service/parties/founding.h"
#include "wire/message/message.h"

namespace cppo::cli {

// A JSON call. The services of AWS that have one are named by an X-Amz-Target.
struct market_call {
    std::string service = "aws-marketplace"; // the signature's
    std::string method = "POST";
    std::string path = "/";
    std::string target; // empty: the path names the operation
    std::string protocol = "application/json";
    boost::json::value body = {};
    std::string idempotency_key = {};
};

class market_client {
  public:
    using market = std::function<wire::reply(wire::request)>;

    market_client(market to, const service::founder& as) : to_(std::move(to)), as_(as) {}

    const account_id& account() const { return as_.account; }
    // The answer. Throws std::runtime_error with the reply of a call that fails.
    boost::json::value call(const market_call& what) const;

  private:
    market to_;
    service::founder as_;
};

} // namespace cppo::cli
