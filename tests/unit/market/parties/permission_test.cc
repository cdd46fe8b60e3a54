// Lists of what users may do.
#include "market/parties/permission.h"

#include "unit/market/proof.h"

namespace cppo::market {
namespace {

using list = std::vector<std::string>;

const permission start{"aws-marketplace:StartChangeSet",
                       {permission_group::offers, permission_group::authorizations}};
const permission pay{"opencppo:RecordPayment", {permission_group::money}, duty::finance};
const permission decide{
    "opencppo:DecideApproval", {permission_group::users}, {duty::finance, duty::administration}};
const std::vector<permission> known{start, pay, decide};

TEST(permission, is_by_name_by_group_or_by_duty) {
    EXPECT_TRUE(allows({}, pay));
    EXPECT_TRUE(allows({"opencppo:RecordPayment"}, pay));
    EXPECT_TRUE(allows({"group:money"}, pay));
    EXPECT_TRUE(allows({"duty:finance"}, pay));
    EXPECT_FALSE(allows({"group:offers", "duty:support", "opencppo:GetClock"}, pay));
    EXPECT_TRUE(allows({"duty:administration"}, decide));
    EXPECT_FALSE(allows({"duty:support"}, decide));
}

TEST(permission, by_group_is_for_the_changes_of_its_own_entities) {
    const list offers{"group:offers"};
    EXPECT_TRUE(allows(offers, start));
    EXPECT_TRUE(allows(offers, start, group_of_entity("Offer@1.0")));
    EXPECT_FALSE(allows(offers, start, group_of_entity("ResaleAuthorization@1.0")));
    EXPECT_FALSE(allows(offers, start, group_of_entity("SaaSProduct")));
    EXPECT_TRUE(allows({start.name}, start, group_of_entity("SaaSProduct@1.0")));
}

TEST(permission, of_a_list_is_one_that_there_is) {
    EXPECT_TRUE(check_list({}, known, false));
    EXPECT_TRUE(check_list({"group:money", pay.name}, known, false));
    EXPECT_TRUE(check_list({"duty:support"}, known, true));
    EXPECT_TRUE(refused(check_list({"duty:support"}, known, false), reason::duty_not_for_account));
    for (const char* wrong : {"", "group:", "group:all", "duty:all", "opencppo:*", "RecordPayment"})
        EXPECT_TRUE(refused(check_list({wrong}, known, true), reason::permission_unknown)) << wrong;
    const auto two = check_list({"a", "group:money", "b"}, known, true);
    ASSERT_EQ(two.error().violations.size(), 2U);
    EXPECT_EQ(two.error().violations[1].path, "/actions/2");
}

TEST(permission, is_given_by_those_who_have_it) {
    EXPECT_TRUE(is_within({}, {}, known));
    EXPECT_TRUE(is_within({"duty:finance"}, {}, known));
    EXPECT_FALSE(is_within({}, {"duty:finance", "duty:support", "duty:administration"}, known));
    EXPECT_TRUE(is_within({pay.name}, {"duty:finance"}, known));
    EXPECT_TRUE(is_within({pay.name}, {"group:money"}, known));
    EXPECT_TRUE(is_within({"group:money"}, {pay.name}, known)); // all there is of the group
    EXPECT_FALSE(is_within({pay.name}, {"group:offers"}, known));
    EXPECT_FALSE(is_within({start.name}, {"group:offers"}, known)); // more than offers' part of it
    EXPECT_TRUE(is_within({"group:offers"}, {start.name}, known));
    EXPECT_TRUE(is_within({"nothing:known"}, {"group:money"}, known));
}

} // namespace
} // namespace cppo::market
