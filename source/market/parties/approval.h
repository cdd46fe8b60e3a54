// What one person of the operator asked for and another one decides (R-OPR-01).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/identifier.h"
#include "ground/instant.h"
#include "ground/money.h"
#include "ground/names.h"
#include "ground/result.h"
#include "market/parties/permission.h"
#include "market/parties/user.h"

namespace cppo::market {

enum class approval_state { waiting, approved, refused };
constexpr auto names_of(approval_state) {
    using enum approval_state;
    return names<approval_state>(
        {{waiting, "WAITING"}, {approved, "APPROVED"}, {refused, "REFUSED"}});
}

struct approval {
    static constexpr std::int64_t lifetime_ms = 7 * 24 * 3'600'000LL;

    account_id owner; // the operator's
    std::string id;
    std::int64_t revision;
    approval_state state;
    std::string asked_for;      // the call, such as RecordPayment
    std::string sealed_request; // its input
    std::string shown;          // of its input, what may be shown
    std::string asked_by;       // the user
    instant asked;
    std::string decided_by = {};
    std::optional<instant> decided = {};
    std::string note = {};
    std::string made = {}; // the id of what the call made

    // Nobody decides after seven days.
    bool has_lapsed(instant now) const {
        return state == approval_state::waiting && asked.plus_ms(lifetime_ms) < now;
    }
};

// For what the operator wants a second person (R-OPR-01).
struct second_person {
    // Payments above these; in a currency that is not named, all. None: no payment.
    std::vector<money> payments_above;
    bool duties = false; // what users of the operator may do

    bool is_on() const { return duties || !payments_above.empty(); }
    bool decides(const money& payment) const;
};

// Who may decide (R-OPR-02, R-OPR-03): another user than asked, with a key that the one who asked
// did not have made. Refuses (approval_decided) what is decided or too old, and
// (not_the_second_person) others.
result<void> check_decider(const approval& of, const user_id& by, const std::string& key_made_by,
                           instant now);

// Whether two active users of these may do what a second person is to decide.
bool has_second_person(const std::vector<user>& users, const permission& needed);

} // namespace cppo::market
