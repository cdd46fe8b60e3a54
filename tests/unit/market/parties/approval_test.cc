// What waits for a second person.
#include "market/parties/approval.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using namespace sample;

money dollars(std::int64_t cents) {
    return {cents, currency::usd};
}

approval waiting() {
    return {.owner = isv,
            .id = "apr-1",
            .revision = 1,
            .state = approval_state::waiting,
            .asked_for = "RecordPayment",
            .sealed_request = "",
            .shown = "",
            .asked_by = "usr-asker",
            .asked = now};
}

result<void> decided(const approval& of, const char* by, const char* key_maker = "",
                     instant when = now) {
    return check_decider(of, user_id::minted(by), key_maker, when);
}

user one(const char* id, std::vector<std::string> actions = {}) {
    return {isv, user_id::minted(id), 1, "", user_role::admin, std::move(actions), ""};
}

TEST(approval, of_payments_is_wanted_above_the_amount_of_their_currency) {
    const second_person off;
    EXPECT_FALSE(off.decides(dollars(1'000'000)));
    const second_person on{{dollars(10'000)}};
    EXPECT_FALSE(on.decides(dollars(10'000)));
    EXPECT_TRUE(on.decides(dollars(10'001)));
    EXPECT_TRUE(on.decides({1, currency::jpy})); // not named
}

TEST(approval, is_decided_by_another_person) {
    EXPECT_TRUE(decided(waiting(), "usr-other"));
    EXPECT_TRUE(decided(waiting(), "usr-other", "usr-founder"));
    EXPECT_TRUE(refused(decided(waiting(), "usr-asker"), reason::not_the_second_person));
    EXPECT_TRUE(
        refused(decided(waiting(), "usr-other", "usr-asker"), reason::not_the_second_person));
}

TEST(approval, is_decided_once_within_seven_days) {
    const instant last = now.plus_ms(approval::lifetime_ms);
    EXPECT_TRUE(decided(waiting(), "usr-other", "", last));
    EXPECT_TRUE(
        refused(decided(waiting(), "usr-other", "", last.plus_ms(1)), reason::approval_decided));
    approval done = waiting();
    done.state = approval_state::refused;
    EXPECT_TRUE(refused(decided(done, "usr-other"), reason::approval_decided));
}

TEST(approval, needs_two_who_may_decide) {
    const permission pay{"opencppo:RecordPayment", {permission_group::money}, duty::finance};
    std::vector<user> users{one("usr-1"), one("usr-2", {"duty:support"})};
    EXPECT_FALSE(has_second_person(users, pay));
    users[1].actions = {"duty:finance"};
    EXPECT_TRUE(has_second_person(users, pay));
    users[1].state = user_state::disabled;
    EXPECT_FALSE(has_second_person(users, pay));
    users[1].state = user_state::active;
    users[1].part = user_role::viewer;
    EXPECT_FALSE(has_second_person(users, pay));
}

} // namespace
} // namespace cppo::market
