#include "service/parties/access_service.h"

#include "service/command/callers.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using namespace cppo::market;

class access : public on_stage {
  protected:
    // A server of the marketplace, whose real clock the test moves.
    struct server {
        explicit server(access& of)
            : engine(*of.market.kept, service::market_clock([&of] { return of.real_now; }, true)),
              known(engine, of.market.keys) {}

        service::engine engine;
        service::callers known;
    };

    service::issued_key key_of(const std::optional<user_id>& whose) {
        return market.accounts.issue_key(owner, {owner.account, whose, "", ""}).value();
    }
    service::key_change on_key(const std::string& key) const {
        return {owner.account, key, "", ""};
    }
    service::user_change_order on_user(const user_id& of, user_change change = {}) const {
        return {owner.account, of, std::move(change), "", ""};
    }
    bool opens(const std::string& key) { return here.known.find_by_key(key).has_value(); }
    void pass(std::int64_t ms) { real_now = real_now.plus_ms(ms); }

    const service::actor owner = market.open("Fabrikam", {role::buyer});
    const service::actor stranger = market.open("Adatum", {role::seller});
    const service::actor operator_ = market.open_operator();
    const user_id editor =
        market.accounts
            .add_user(owner, {owner.account, "e@example.com", user_role::editor, {}, "", "", ""})
            ->id;
    const service::issued_key key = key_of(editor);

    instant real_now = instant::parse("2026-11-20T09:00:00Z").value();
    server here{*this};
    server there{*this};
    service::key_uses uses{here.engine, [](const std::string& what) { ADD_FAILURE() << what; }};
    service::access_service control{market.engine, uses, market.known};
};
CPPO_ON_BOTH_ENGINES_OF(access);

TEST_P(access, that_ends_is_honoured_by_every_server_within_a_second) {
    for (server* each : {&here, &there}) ASSERT_TRUE(each->known.find_by_key(key.id));
    ASSERT_TRUE(control.disable_key(owner, on_key(key.id)));
    pass(999);
    for (server* each : {&here, &there}) EXPECT_TRUE(each->known.find_by_key(key.id));
    pass(1);
    for (server* each : {&here, &there}) EXPECT_FALSE(each->known.find_by_key(key.id));
}

TEST_P(access, by_a_closed_key_is_told_from_that_by_an_unknown_one) {
    EXPECT_FALSE(opens("AKIAUNKNOWN"));
    EXPECT_FALSE(here.known.is_closed("AKIAUNKNOWN"));
    ASSERT_TRUE(control.disable_key(owner, on_key(key.id)));
    EXPECT_FALSE(opens(key.id));
    EXPECT_TRUE(here.known.is_closed(key.id));
    // What no key is called does not come to the store, which would not take it.
    for (const std::string& odd : {std::string("AKIA\xff"), std::string("AKIA\0X", 6),
                                   std::string(1'000, 'A'), std::string()})
        EXPECT_FALSE(opens(odd));
}

TEST_P(access, that_is_refused_is_told_with_its_key) {
    std::vector<service::security_event> told;
    service::callers known(here.engine, market.keys,
                           [&](const service::security_event& what) { told.push_back(what); });
    service::actor by = known.find_by_key(key.id)->who;
    by.peer = "203.0.113.7";
    EXPECT_TRUE(by.may({"opencppo:ListDeals", {}}, false));
    EXPECT_TRUE(told.empty());
    by.part = user_role::viewer;
    EXPECT_FALSE(by.may({"opencppo:CopyOffer", {}}, true));
    EXPECT_TRUE(refused(service::may_administer(by, owner.account), reason::action_not_allowed));
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].what, service::security_kind::permission_refused);
    EXPECT_EQ(told[0].credential, key.id);
    EXPECT_EQ(told[0].account, owner.account.text());
    EXPECT_EQ(told[0].about, "opencppo:CopyOffer");
    EXPECT_EQ(told[0].source, "203.0.113.7");
}

TEST_P(access, to_a_new_key_is_told_once) {
    std::vector<service::security_event> told;
    market.engine.on_security([&](const service::security_event& what) { told.push_back(what); });
    const service::key_order order{owner.account, editor, "once", "hash"};
    const auto made = market.accounts.issue_key(owner, order).value();
    ASSERT_TRUE(market.accounts.issue_key(owner, order));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].what, service::security_kind::key_issued);
    EXPECT_EQ(told[0].about, made.id);
}

TEST_P(access, is_not_kept_longer_by_a_clock_that_is_set_back) {
    ASSERT_TRUE(opens(key.id));
    ASSERT_TRUE(control.disable_key(owner, on_key(key.id)));
    pass(-3'600'000);
    EXPECT_FALSE(opens(key.id));
}

TEST_P(access, reads_the_store_once_a_second) {
    ASSERT_TRUE(opens(key.id));
    market.tamper("UPDATE access_key SET state = 'disabled'");
    for (int each = 0; each < 10; ++each) EXPECT_TRUE(opens(key.id));
    pass(1'000);
    EXPECT_FALSE(opens(key.id));
}

TEST_P(access, to_a_key_that_was_disabled_begins_again) {
    ASSERT_TRUE(control.disable_key(owner, on_key(key.id)));
    EXPECT_FALSE(opens(key.id));
    ASSERT_TRUE(control.disable_key(operator_, on_key(key.id)));
    ASSERT_TRUE(control.enable_key(operator_, on_key(key.id)));
    const auto found = here.known.find_by_key(key.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->secret, key.secret);
}

TEST_P(access, to_a_key_that_was_deleted_never_comes_back) {
    ASSERT_TRUE(control.delete_key(owner, on_key(key.id)));
    EXPECT_FALSE(opens(key.id));
    EXPECT_TRUE(refused(control.enable_key(owner, on_key(key.id)), reason::access_key_not_found));
    EXPECT_TRUE(refused(control.delete_key(owner, on_key(key.id)), reason::access_key_not_found));
    EXPECT_TRUE(
        refused(control.disable_key(owner, on_key("AKIAUNKNOWN")), reason::access_key_not_found));
}

TEST_P(access, to_a_key_is_answered_again_under_its_token) {
    const service::key_order order{owner.account, editor, "token", "body"};
    const auto made = market.accounts.issue_key(owner, order).value();
    const auto deletion = service::key_change{owner.account, made.id, "token", "body"};
    ASSERT_TRUE(control.delete_key(owner, deletion));
    ASSERT_TRUE(control.delete_key(owner, deletion));
    EXPECT_EQ(market.accounts.issue_key(owner, order)->id, made.id);
    EXPECT_FALSE(opens(made.id));
}

TEST_P(access, of_a_user_ends_with_all_its_keys) {
    const service::issued_key second = key_of(editor);
    EXPECT_EQ(control.disable_user(owner, on_user(editor))->state, user_state::disabled);
    EXPECT_FALSE(opens(key.id) || opens(second.id));
    EXPECT_EQ(control.enable_user(owner, on_user(editor))->state, user_state::active);
    EXPECT_TRUE(opens(key.id) && opens(second.id));
}

TEST_P(access, of_a_user_changes_within_a_second) {
    ASSERT_TRUE(here.known.find_by_key(key.id)->who.may({"opencppo:SetLimit", {}}, true));
    const auto changed = control.change_user(
        owner, on_user(editor, {user_role::viewer, {{"opencppo:GetClock"}}, {}}));
    EXPECT_EQ(changed->part, user_role::viewer);
    pass(1'000);
    const service::actor who = here.known.find_by_key(key.id)->who;
    EXPECT_TRUE(who.may({"opencppo:GetClock", {}}, false));
    EXPECT_FALSE(who.may({"opencppo:GetClock", {}}, true));
    EXPECT_FALSE(who.may({"opencppo:ListLimits", {}}, false));
}

TEST_P(access, is_for_administrators_of_the_account_and_the_operator) {
    service::actor editing = owner;
    editing.part = user_role::editor;
    EXPECT_TRUE(refused(control.disable_key(editing, on_key(key.id)), reason::action_not_allowed));
    EXPECT_TRUE(
        refused(control.disable_user(editing, on_user(editor)), reason::action_not_allowed));
    EXPECT_TRUE(refused(control.delete_key(stranger, on_key(key.id)), reason::account_not_found));
    EXPECT_TRUE(refused(control.change_user(stranger, on_user(editor)), reason::account_not_found));
    // A key or user of another account is none of one's own.
    EXPECT_TRUE(refused(control.disable_key(stranger, {stranger.account, key.id, "", ""}),
                        reason::access_key_not_found));
    EXPECT_TRUE(refused(control.disable_user(stranger, {stranger.account, editor, {}, "", ""}),
                        reason::user_not_found));
    EXPECT_TRUE(opens(key.id));
}

TEST_P(access, leaves_the_account_one_administrator) {
    const user_id admin = market.accounts.users(owner.account).at(0).part == user_role::admin
                              ? market.accounts.users(owner.account).at(0).id
                              : market.accounts.users(owner.account).at(1).id;
    EXPECT_TRUE(refused(control.disable_user(owner, on_user(admin)), reason::last_administrator));
    ASSERT_TRUE(control.change_user(owner, on_user(editor, {user_role::admin, {}, {}})));
    EXPECT_TRUE(control.disable_user(owner, on_user(admin)));
    EXPECT_TRUE(control.disable_user(operator_, on_user(editor)));
}

TEST_P(access, is_listed_with_its_state_until_it_is_deleted) {
    const service::issued_key second = key_of(editor);
    const service::issued_key third = key_of({});
    ASSERT_TRUE(control.disable_key(owner, on_key(second.id)));
    ASSERT_TRUE(control.delete_key(owner, on_key(third.id)));
    std::map<std::string, key_state> seen;
    for (const service::used_key& each : control.keys(owner.account, {50}).items) {
        seen[each.key.id] = each.key.state;
        EXPECT_EQ(each.key.user, editor);
        EXPECT_FALSE(each.last);
    }
    EXPECT_EQ(seen, (std::map<std::string, key_state>{{key.id, key_state::active},
                                                      {second.id, key_state::disabled}}));
    EXPECT_TRUE(control.keys(stranger.account, {50}).items.empty());
    const auto first = control.keys(owner.account, {1});
    ASSERT_TRUE(first.next);
    EXPECT_EQ(control.keys(owner.account, {1, first.next}).items.at(0).key.id,
              std::max(key.id, second.id));
}

TEST_P(access, by_a_key_is_remembered_and_written_later) {
    const auto last = [&] { return control.keys(owner.account, {50}).items.at(0).last; };
    const auto written = [&] { return market.count("SELECT COUNT(*) FROM key_use"); };
    uses.note(owner.account, key.id, "10.0.0.1");
    pass(5'000);
    uses.note(owner.account, key.id, "10.0.0.2");
    EXPECT_EQ(last()->from, "10.0.0.2");
    EXPECT_EQ(last()->used, real_now);
    EXPECT_EQ(written(), 0);
    uses.write_all();
    EXPECT_EQ(written(), 1);
    EXPECT_EQ(last()->from, "10.0.0.2");
    EXPECT_EQ(market.count("SELECT revision FROM access_key WHERE id = $1", {key.id}), 1);
}

TEST_P(access, by_a_key_is_kept_as_the_latest_of_all_servers) {
    service::key_uses other{there.engine, {}};
    other.note(owner.account, key.id, "10.0.0.9");
    pass(60'000);
    uses.note(owner.account, key.id, "10.0.0.1");
    uses.write_all();
    other.write_all();
    EXPECT_EQ(control.keys(owner.account, {50}).items.at(0).last->from, "10.0.0.1");
}

TEST_P(access, by_keys_is_written_when_the_server_stops_and_is_bounded) {
    uses.start();
    uses.note(owner.account, key.id, "10.0.0.1");
    for (int each = 0; each < 10'050; ++each)
        uses.note(stranger.account, "AKIA" + std::to_string(each), "10.0.0.1");
    uses.stop();
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM key_use"), 10'000);
    EXPECT_EQ(market.count("SELECT COUNT(*) FROM key_use WHERE id = $1", {key.id}), 1);
}

TEST_P(access, by_a_new_key_begins_as_the_old_one_ends) {
    const service::rotation_order order{owner.account, key.id, "token", "body"};
    const service::issued_key fresh = market.accounts.rotate_key(owner, order).value();
    EXPECT_TRUE(opens(fresh.id));
    EXPECT_FALSE(opens(key.id));
    EXPECT_EQ(here.known.find_by_key(fresh.id)->who.user, editor);
    const auto again = market.accounts.rotate_key(owner, order).value();
    EXPECT_EQ(again.id, fresh.id);
    EXPECT_FALSE(again.is_new);
    // A program was forgotten; then it was not.
    ASSERT_TRUE(control.enable_key(owner, on_key(key.id)));
    EXPECT_TRUE(opens(key.id));
    ASSERT_TRUE(control.delete_key(owner, on_key(key.id)));
    EXPECT_TRUE(refused(market.accounts.rotate_key(owner, {owner.account, key.id, "", ""}),
                        reason::access_key_not_found));
    EXPECT_TRUE(refused(market.accounts.rotate_key(stranger, {owner.account, fresh.id, "", ""}),
                        reason::account_not_found));
    EXPECT_TRUE(refused(market.accounts.rotate_key(stranger, {stranger.account, fresh.id, "", ""}),
                        reason::access_key_not_found));
}

TEST_P(access, is_in_the_audit) {
    ASSERT_TRUE(control.disable_key(operator_, on_key(key.id)));
    const auto entries = market.ledger.audit_entries(owner.account, {200}).value().items;
    EXPECT_EQ(entries.back().operation, "DisableAccessKey");
    EXPECT_EQ(entries.back().subject, key.id);
    EXPECT_EQ(entries.back().by, operator_.account);
}

} // namespace
} // namespace cppo::story
