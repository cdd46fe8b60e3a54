// One call of the console API: who may make it, what it takes, what it does.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ground/result.h"
#include "service/command/actor.h"

namespace cppo::console {

// A call whose caller is known and whose input fits its shape. Parameters of the path and of the
// query and members of the body stand side by side in `input`.
struct call {
    service::actor who;
    boost::json::object input;
    std::string idempotency_key;
    std::string request_hash;
};

// JSON, or plain text for the journal.
struct answer {
    boost::json::value json;
    std::string text;
    int status = 200;
};

enum class audience { everybody, operator_only };

struct route {
    std::string method;
    std::string path; // /console/v1/accounts/{accountId}
    std::string shape;
    audience open_to = audience::everybody;
    bool changes_something = false;
    std::string summary;
    std::function<result<answer>(const call&)> run;
};

} // namespace cppo::console
