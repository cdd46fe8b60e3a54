#include "service/command/callers.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using cppo::market::role;

class account : public on_stage {
  protected:
    result<cppo::market::account> create(std::optional<account_id> id,
                                         std::optional<account_id> payer = {},
                                         const std::string& token = "") {
        service::account_order order;
        order.id = std::move(id);
        order.name = "Fabrikam";
        order.country = "DE";
        order.payer = std::move(payer);
        order.roles = {role::buyer};
        order.token = token;
        return market.accounts.create(by, order);
    }

    const service::actor by = market.open_operator();
    const account_id unknown = account_id::minted("999999999999");
};
CPPO_ON_BOTH_ENGINES_OF(account);

TEST_P(account, exists_once) {
    const account_id id = account_id::minted("123456789012");
    EXPECT_EQ(create(id)->id, id);
    EXPECT_TRUE(refused(create(id), reason::account_exists));
    EXPECT_TRUE(create({}));
}

TEST_P(account, created_twice_under_one_token_is_one_account) {
    EXPECT_EQ(create({}, {}, "token")->id, create({}, {}, "token")->id);
}

TEST_P(account, is_paid_for_by_an_account_that_exists) {
    const account_id payer = create({})->id;
    EXPECT_EQ(create({}, payer)->paid_by(), payer);
    EXPECT_TRUE(refused(create({}, unknown), reason::payer_unknown));
}

TEST_P(account, that_is_unknown_is_not_found) {
    EXPECT_TRUE(market.accounts.describe(by.account));
    EXPECT_TRUE(refused(market.accounts.describe(unknown), reason::account_not_found));
    EXPECT_TRUE(refused(
        market.accounts.add_user(by, {unknown, "", cppo::market::user_role::admin, {}, "", "", ""}),
        reason::account_not_found));
}

TEST_P(account, that_is_no_seller_has_no_registration) {
    const service::actor seller = market.open("Northwind", {role::seller});
    EXPECT_TRUE(market.accounts.registration(seller.account)->is_paid_seller());
    EXPECT_TRUE(refused(market.accounts.registration(by.account), reason::seller_not_found));
    const cppo::market::registration_change nothing;
    EXPECT_TRUE(refused(market.accounts.register_seller(by, by.account, nothing, "", ""),
                        reason::seller_not_found));
}

TEST_P(account, has_keys_that_name_their_user) {
    const account_id owner = create({})->id;
    const service::key_order order{owner, {}, "token", "body"};
    const service::issued_key key = market.accounts.issue_key(by, order).value();
    service::callers known{market.engine, market.keys};
    const auto found = known.find_by_key(key.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->secret, key.secret);
    EXPECT_EQ(found->who.account, owner);
    EXPECT_FALSE(found->who.is_operator);
    EXPECT_TRUE(key.is_new);
    const service::issued_key again = market.accounts.issue_key(by, order).value();
    EXPECT_EQ(again.id, key.id);
    EXPECT_FALSE(again.is_new);
    EXPECT_FALSE(known.find_by_key("AKIAUNKNOWN"));
    EXPECT_EQ(
        market.count("SELECT COUNT(*) FROM access_key WHERE sealed_secret = $1", {key.secret}), 0);
}

TEST_P(account, has_keys_for_its_users_only) {
    const account_id owner = create({})->id;
    const user_id own = market.accounts.users(owner).at(0).id;
    const user_id of_another = market.accounts.users(by.account).at(0).id;
    EXPECT_TRUE(market.accounts.issue_key(by, {owner, own, "", ""}));
    EXPECT_TRUE(refused(market.accounts.issue_key(by, {owner, of_another, "", ""}),
                        reason::user_not_found));
    EXPECT_TRUE(
        refused(market.accounts.issue_key(by, {unknown, {}, "", ""}), reason::user_not_found));
}

TEST_P(account, has_users_that_its_administrators_add) {
    using enum cppo::market::user_role;
    const service::actor owner = market.open("Northwind", {role::buyer});
    const service::user_order order{
        owner.account, "a@example.com", viewer, {"aws-marketplace:DescribeEntity"}, "", "", ""};
    EXPECT_TRUE(market.accounts.add_user(owner, order));
    EXPECT_TRUE(market.accounts.add_user(by, order));
    EXPECT_EQ(market.accounts.users(owner.account).size(), 3U);
    service::actor editing = owner;
    editing.part = editor;
    EXPECT_TRUE(refused(market.accounts.add_user(editing, order), reason::action_not_allowed));
    EXPECT_TRUE(refused(market.accounts.issue_key(editing, {owner.account, {}, "", ""}),
                        reason::action_not_allowed));
}

TEST_P(account, gives_no_users_and_keys_to_administrators_of_another) {
    const service::actor other = market.open("Adatum", {role::seller});
    const account_id owner = create({})->id;
    EXPECT_FALSE(market.accounts.add_user(
        other, {owner, "a@example.com", cppo::market::user_role::admin, {}, "", "", ""}));
    EXPECT_FALSE(market.accounts.issue_key(other, {owner, {}, "", ""}));
    const cppo::market::registration_change nothing;
    const service::actor seller = market.open("Northwind", {role::seller});
    EXPECT_FALSE(market.accounts.register_seller(other, seller.account, nothing, "", ""));
}

TEST_P(account, list_comes_in_pages) {
    for (int each = 0; each < 5; ++each) ASSERT_TRUE(create({}));
    const auto all = market.accounts.list({50}).value();
    std::vector<std::string> seen;
    service::page_request at{2};
    do {
        const auto page = market.accounts.list(at).value();
        EXPECT_LE(page.items.size(), 2U);
        for (const auto& each : page.items) seen.push_back(each.id.text());
        at.after = page.next;
    } while (at.after);
    ASSERT_EQ(seen.size(), all.items.size());
    for (std::size_t each = 0; each < seen.size(); ++each)
        EXPECT_EQ(seen[each], all.items[each].id.text());
}

TEST(actor, who_only_views_changes_nothing) {
    service::actor viewer{.account = account_id::minted("100000000001"),
                          .user = user_id::minted("usr-a"),
                          .part = cppo::market::user_role::viewer};
    EXPECT_TRUE(viewer.may({"aws-marketplace:DescribeEntity", {}}, false));
    EXPECT_FALSE(viewer.may({"aws-marketplace:StartChangeSet", {}}, true));
    viewer.part = cppo::market::user_role::editor;
    EXPECT_TRUE(viewer.may({"aws-marketplace:StartChangeSet", {}}, true));
    viewer.actions = {"aws-marketplace:DescribeEntity"};
    EXPECT_FALSE(viewer.may({"aws-marketplace:StartChangeSet", {}}, true));
}

} // namespace
} // namespace cppo::story
