// One call of the console API: its name, who may make it, what it takes, does and answers.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ground/result.h"
#include "market/parties/permission.h"
#include "service/command/actor.h"
#include "service/command/deed.h"
#include "service/reading/page.h"
#include "service/secrets/key_box.h"

namespace cppo::console {

using market::duty;
using market::permission_group;

// A call whose caller is known and whose input fits its shape. Parameters of the path and of the
// query and members of the body stand side by side in `input`.
struct call {
    service::actor who;
    boost::json::object input;
    std::string idempotency_key;
    std::string request_hash;
    std::string list; // which list is asked for, and whose: its cursors are for it alone
    const service::key_box& keys;
};

// What is to be done by a call, and may have to wait for a second person.
using prepare = std::function<result<service::deed>(const call&)>;

// JSON, or plain text for the journal; of a list where its next page begins; the status where it is
// not the first of the route's.
struct answer {
    boost::json::value json;
    std::string text = {};
    std::optional<service::page_mark> next = {};
    std::optional<int> status = {};
};

// The status of what a route answers, and the others it may have, with the shapes that come then.
struct statuses {
    int usual;
    std::map<int, std::string> others = {};

    statuses(int usual, std::map<int, std::string> others = {})
        : usual(usual), others(std::move(others)) {}
};

// Whom a route is for. What it is about others see too, and are told that they may not
// (operator_may), or it is nothing to them (operator_only).
enum class audience { everybody, operator_may, operator_only };
enum class effect { reads, changes };

// What a route does. There is no route that does nothing.
class action {
  public:
    template <class Run>
    action(Run run) : run_(std::move(run)) {}

    result<answer> operator()(const call& from) const { return run_(from); }

  private:
    std::function<result<answer>(const call&)> run_;
};

// Of what each of the operator's people needs.
inline const market::duties anybodys{duty::finance, duty::support, duty::administration};

// A row says all there is to say of a route; the last member has no default, so that a row which
// leaves one out does not compile.
struct route {
    std::string name; // RecordPayment
    std::string method;
    std::string path; // /console/v1/accounts/{accountId}
    audience open_to;
    effect does;
    permission_group group;    // of the permissions that lists of users name as one
    market::duties belongs_to; // which of the operator's people it is for
    std::string input;         // the shape of what it takes
    std::string output;        // the shape of what it answers
    statuses status;
    // What it refuses beside what its shapes, its list or its Idempotency-Key bring with them.
    std::vector<reason> refusals;
    std::string summary;
    action run;

    // What a user with a list of allowed actions must have in it.
    market::permission permission() const { return {"opencppo:" + name, {group}, belongs_to}; }
    bool changes_something() const { return does == effect::changes; }
};

} // namespace cppo::console
