// A second person of the operator decides what one alone may not do (R-OPR-01 to R-OPR-03).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "market/parties/approval.h"
#include "service/command/deed.h"
#include "service/reading/page.h"
#include "service/secrets/key_box.h"

namespace cppo::service {

// A call that may have to wait: its name, its input, and of that what may be shown.
struct asked_call {
    std::string name;
    std::string request;
    std::string shown;
};

// What came of a call: the id of what it made, or of the approval it waits for.
struct done_or_waiting {
    std::string id;
    bool waits = false;
};

struct second_person_order {
    market::second_person becomes;
    std::string token;
    std::string request_hash;
};

struct decision_order {
    std::string approval;
    bool approves = false;
    std::string note;
    std::string token;
    std::string request_hash;
};

class approval_service {
  public:
    // Makes what was asked for again, as the one who asked would do it now.
    using rebuild = std::function<result<deed>(const actor& asker, const std::string& call,
                                               const std::string& request)>;

    // `known` are all permissions there are; they may be put together after the service.
    approval_service(engine& on, const key_box& keys, const std::vector<market::permission>& known)
        : on_(on), keys_(keys), known_(known) {}

    market::second_person rules();
    instant now();
    // What sets the rules anew. Where they were on, a second person decides that too. Refuses
    // (second_person_missing) to switch on what fewer than two active users could decide.
    deed changing_rules(const actor& by, const second_person_order& order);

    // Does it, or keeps it for a second person and changes nothing else.
    result<done_or_waiting> run(const deed& what, const asked_call& call);

    // Newest first.
    result<listed<market::approval>> list(const account_id& owner, const page_request& at);
    result<market::approval> describe(const account_id& owner, const std::string& id);

    // Decides, once; what was approved is judged as of now and done in the same transaction, so
    // that it is done exactly once, or refused and still waits. Refuses (approval_not_found) what
    // the account does not have, users without the permission of the call, and whom
    // market::check_decider does.
    result<market::approval> decide(const actor& by, const decision_order& order,
                                    const rebuild& make);

  private:
    const market::permission& needed_for(const std::string& call) const;

    engine& on_;
    const key_box& keys_;
    const std::vector<market::permission>& known_;
};

} // namespace cppo::service
