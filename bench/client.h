// Signed JSON calls, one after the other, as an actor of a marketplace makes them.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "bench/connection.h"
#include "wire/signature/signer.h"

namespace cppo::bench {

struct actor {
    std::string account;
    wire::signing_identity keys;
};

class client {
  public:
    client(std::uint16_t port, actor who);

    const actor& who() const { return who_; }

    // Each answers the output, and throws std::runtime_error for any status but 200.
    //
    // A call by X-Amz-Target, such as "AWSMPMeteringService.BatchMeterUsage".
    boost::json::object call(std::string target, const boost::json::object& input);
    // A call of a REST service or of the console, whose paths begin with /console/.
    boost::json::object post(std::string path, const boost::json::object& input);
    boost::json::object get(std::string path);

  private:
    boost::json::object answer_to(wire::request from);

    actor who_;
    connection to_;
};

} // namespace cppo::bench
