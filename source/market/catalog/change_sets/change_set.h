// Several changes that succeed or fail together (R-CAT-02).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ground/instant.h"
#include "ground/names.h"
#include "market/catalog/change_sets/change.h"
#include "market/catalog/change_sets/working_copies.h"
#include "market/decision.h"

namespace cppo::market {

enum class change_set_status { preparing, applying, succeeded, failed, cancelled };
constexpr auto names_of(change_set_status) {
    using enum change_set_status;
    return names<change_set_status>({{preparing, "PREPARING"},
                                     {applying, "APPLYING"},
                                     {succeeded, "SUCCEEDED"},
                                     {failed, "FAILED"},
                                     {cancelled, "CANCELLED"}});
}

enum class change_set_intent { apply, validate };
constexpr auto names_of(change_set_intent) {
    using enum change_set_intent;
    return names<change_set_intent>({{apply, "APPLY"}, {validate, "VALIDATE"}});
}

enum class change_set_failure { none, client_error, server_fault };
constexpr auto names_of(change_set_failure) {
    using enum change_set_failure;
    return names<change_set_failure>(
        {{none, ""}, {client_error, "CLIENT_ERROR"}, {server_fault, "SERVER_FAULT"}});
}

struct change_set {
    account_id owner;
    change_set_id id;
    std::int64_t revision;
    std::string name;
    change_set_intent intent;
    change_set_status status;
    instant started;
    std::optional<instant> ended;
    change_set_failure failure;
    std::vector<change> changes;

    bool is_open() const {
        return status == change_set_status::preparing || status == change_set_status::applying;
    }
};

// What the account has under way when it starts another set.
struct work_at_hand {
    std::set<std::string> locked = {}; // entities that unfinished sets hold
    std::int64_t open_sets = 0;
    std::int64_t open_sets_max = 0;
    // Offers that open sets create or update, where the operator has set a limit.
    std::set<std::string> offers = {};
    std::optional<std::int64_t> offers_max = {};
};

// The offers that a set creates or updates.
std::set<std::string> offers_in(const change_set& set);

// Stores a change set in PREPARING and locks what it works on; `begins` is when it is first worked
// on. Refuses too many open sets and offers at work, what check_start refuses, and tags that are
// none. A set that only validates holds nothing back and keeps no tags.
result<decision> start(const working_copies& on, change_set set, const std::vector<tag>& tags,
                       const work_at_hand& beside, instant begins);

// Checks made before a change set is stored: every entity is the caller's and of the kind its
// change works on, no revision is stale, no change type stands twice on one entity, what is
// referred to exists and is the caller's to use (R-CAT-03, R-CAT-14). `locked` names
// entities an unfinished change set holds.
result<void> check_start(const working_copies& on, const change_set& set,
                         const std::set<std::string>& locked);

// A set with everything that is wrong with it as it was sent, each fault on its change: what
// check_start refuses, and what `finish` would tell of the others, by the same judgement.
change_set checked(working_copies on, change_set set, const std::set<std::string>& locked);

// A change set that takes its time turns from PREPARING to APPLYING once `work` is due, and is
// finished as much later again; one that takes no time is finished at once.
bool begins_later(const change_set& set, const due_work& work);
decision begin(const change_set& set, const due_work& work);

// Applies a stored change set, `work` being due: ranks its changes, applies them to working copies,
// validates the final state, and commits all or nothing. The decision always finishes the set, as
// SUCCEEDED or as FAILED with the errors on the changes they belong to. Intent VALIDATE writes only
// the set (R-CAT-15).
decision finish(working_copies on, change_set set, const due_work& work);

// Takes back a set that has not begun to be applied, and the work that would begin it (R-CAT-16).
result<decision> cancel(const change_set& set, const due_work& work, instant now);

} // namespace cppo::market
