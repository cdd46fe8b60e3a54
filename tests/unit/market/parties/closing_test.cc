#include "market/parties/closing.h"

#include "market/any_row.h"
#include "unit/market/proof.h"

namespace cppo::market {
namespace {

account an_account(account_state state = account_state::active) {
    return {account_id::minted("100000000001"),
            3,
            "Fabrikam",
            "a@example.com",
            "DE",
            {},
            {role::buyer},
            instant(0),
            state};
}

TEST(closing, keeps_the_account_as_it_was_but_closed) {
    const auto made = close(an_account(), {}, false);
    const account* closed = made->writes.at(0).find<account>();
    ASSERT_TRUE(closed);
    EXPECT_FALSE(closed->is_open());
    EXPECT_EQ(closed->name, "Fabrikam");
    EXPECT_EQ(closed->revision, 3);
    EXPECT_TRUE(close(an_account(account_state::closed), {}, false)->writes.empty());
}

TEST(closing, names_what_is_open) {
    const auto no = close(an_account(), {{"/agreements/agmt-a", "It is a party."}}, true);
    ASSERT_TRUE(refused(no, reason::account_in_use));
    ASSERT_EQ(no.error().violations.size(), 2U);
    EXPECT_EQ(no.error().violations[0].path, "/accounts/100000000001");
    EXPECT_EQ(no.error().violations[1].path, "/agreements/agmt-a");
    const std::vector<open_thing> many(250, {"/offers/offer-a", "It is open."});
    EXPECT_EQ(close(an_account(), many, false).error().violations.size(), open_things_told);
}

} // namespace
} // namespace cppo::market
