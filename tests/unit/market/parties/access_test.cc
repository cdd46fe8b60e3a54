#include "market/parties/access.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

const account_id owner = account_id::minted("100000000001");

user some_user(const char* id, user_role part, user_state state = user_state::active) {
    return {owner, user_id::minted(id), 1, "a@example.com", part, {}, "", state};
}

access_key some_key(key_state state) {
    return {owner, "AKIA1", 1, user_id::minted("usr-a"), "", instant(0), state};
}

const user& user_in(const decision& made) {
    return *made.writes.at(0).find<user>();
}

TEST(access, needs_an_active_key_of_an_active_user) {
    const user active = some_user("usr-a", user_role::viewer);
    const user stopped = some_user("usr-a", user_role::admin, user_state::disabled);
    EXPECT_TRUE(opens(some_key(key_state::active), active));
    EXPECT_FALSE(opens(some_key(key_state::active), stopped));
    for (const key_state each : {key_state::disabled, key_state::deleted})
        EXPECT_FALSE(opens(some_key(each), active));
}

TEST(access, of_a_key_ends_and_begins_again_until_it_is_deleted) {
    using enum key_state;
    for (const key_state becomes : {active, disabled, deleted}) {
        EXPECT_EQ(change_key(some_key(active), becomes)->writes.size(),
                  becomes == active ? 0U : 1U);
        EXPECT_TRUE(change_key(some_key(disabled), becomes));
        EXPECT_TRUE(refused(change_key(some_key(deleted), becomes), reason::access_key_not_found));
    }
}

TEST(access, keeps_what_is_not_changed) {
    user of = some_user("usr-a", user_role::editor);
    of.actions = {"opencppo:GetClock"};
    const std::vector all{of};
    const user stopped = user_in(*change_user(of, {{}, {}, user_state::disabled}, all, false));
    EXPECT_EQ(stopped.state, user_state::disabled);
    EXPECT_EQ(stopped.part, user_role::editor);
    EXPECT_EQ(stopped.actions, of.actions);
    EXPECT_EQ(stopped.revision, 1);
    const user freed = user_in(*change_user(of, {user_role::admin, {{}}, {}}, all, false));
    EXPECT_TRUE(freed.actions.empty() && freed.is_active());
}

TEST(access, leaves_an_account_one_administrator) {
    const user admin = some_user("usr-a", user_role::admin);
    const user other = some_user("usr-b", user_role::admin, user_state::disabled);
    const user_change stop{{}, {}, user_state::disabled};
    const user_change demote{user_role::viewer, {}, {}};
    for (const user_change& each : {stop, demote}) {
        EXPECT_TRUE(
            refused(change_user(admin, each, {admin, other}, false), reason::last_administrator));
        EXPECT_TRUE(change_user(admin, each, {admin, other}, true));
        EXPECT_TRUE(change_user(other, each, {admin, other}, false));
        const user second = some_user("usr-c", user_role::admin);
        EXPECT_TRUE(change_user(admin, each, {admin, second}, false));
    }
    EXPECT_TRUE(change_user(admin, {user_role::admin, {}, {}}, {admin, other}, false));
}

} // namespace
} // namespace cppo::market
