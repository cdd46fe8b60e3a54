#include <atomic>
#include <thread>

#include "service/command/audit.h"
#include "store/tables/commands.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

// A command that answers a fresh id and leaves an account behind.
class command : public on_stage {
  protected:
    service::command under(const std::string& token, const std::string& body = "body") {
        return {by, by.account, "Invent", token, body};
    }
    result<std::string> run(const service::command& what) {
        return market.engine.run(what, [&](store::session&, mint& ids, instant now) {
            ++attempts;
            const account_id made = ids.next_account();
            service::outcome out{{}, made.text(), made.text()};
            out.decision.writes.push_back(
                cppo::market::account{made, 0, "Made", "", "DE", {}, {}, now});
            return result<service::outcome>(std::move(out));
        });
    }
    std::int64_t rows(const std::string& table) {
        return market.count("SELECT COUNT(*) FROM " + table);
    }

    const service::actor by = market.open("Northwind", {cppo::market::role::buyer});
    std::atomic<int> attempts = 0;
};
CPPO_ON_BOTH_ENGINES_OF(command);

TEST_P(command, under_one_token_happens_once) {
    const auto accounts = rows("account");
    const std::string first = run(under("token")).value();
    EXPECT_EQ(run(under("token")).value(), first);
    EXPECT_EQ(rows("account"), accounts + 1);
    EXPECT_NE(run(under("another")).value(), first);
    EXPECT_NE(run(under("")).value(), run(under("")).value());
}

TEST_P(command, under_a_used_token_with_another_body_is_refused) {
    ASSERT_TRUE(run(under("token")));
    EXPECT_TRUE(refused(run(under("token", "other")), reason::token_reused));
    service::command elsewhere = under("token", "other");
    elsewhere.operation = "Discover";
    EXPECT_TRUE(run(elsewhere));
}

TEST_P(command, that_is_refused_stores_nothing_and_may_be_tried_again) {
    const auto before = std::tuple(rows("account"), rows("command"), rows("audit_entry"));
    const auto no_way = market.engine.run(under("token"), [](store::session&, mint&, instant) {
        return result<service::outcome>(no(reason::account_exists));
    });
    EXPECT_TRUE(refused(no_way, reason::account_exists));
    EXPECT_EQ(before, std::tuple(rows("account"), rows("command"), rows("audit_entry")));
    EXPECT_TRUE(run(under("token", "other")));
}

TEST_P(command, is_run_again_after_a_conflict_with_the_same_ids_and_time) {
    std::vector<std::pair<std::string, instant>> seen;
    const auto answer = market.engine.run(
        under("token"), [&](store::session&, mint& ids, instant now) -> result<service::outcome> {
            seen.emplace_back(ids.next<offer_kind>().text(), now);
            if (seen.size() < 3) throw store::failure("40001", "Somebody else was faster.");
            return service::outcome{{}, seen.back().first, ""};
        });
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[0], seen[2]);
    EXPECT_EQ(answer.value(), seen[0].first);
}

TEST_P(command, gives_up_after_a_few_conflicts_and_leaves_nothing) {
    int tried = 0;
    const auto before = rows("command");
    EXPECT_THROW(
        (void)market.engine.run(under("token"),
                                [&](store::session&, mint&, instant) -> result<service::outcome> {
                                    ++tried;
                                    throw store::failure("40001", "Always.");
                                }),
        store::failure);
    // PostgreSQL's driver tries a few times of its own before the engine does.
    EXPECT_GE(tried, 4);
    EXPECT_LE(tried, 48);
    EXPECT_EQ(rows("command"), before);
}

TEST_P(command, sent_by_many_at_once_under_one_token_happens_once) {
    const auto accounts = rows("account");
    std::vector<std::string> answers(6);
    {
        std::vector<std::jthread> callers;
        for (std::string& answer : answers)
            callers.emplace_back([&] { answer = run(under("token")).value(); });
    }
    for (const std::string& each : answers) EXPECT_EQ(each, answers[0]);
    EXPECT_EQ(rows("account"), accounts + 1);
}

class audit_chain : public command {
  protected:
    // The number of the first entry that does not fit, or 0.
    std::int64_t first_broken() {
        const auto entries = market.ledger.audit_entries(by.account, {200}).value().items;
        std::string previous;
        std::int64_t number = 0;
        for (const store::audit_entry& each : entries) {
            ++number;
            if (each.number != number || each.previous != previous ||
                each.hash != service::hash_of(each))
                return number;
            previous = each.hash;
        }
        return 0;
    }
};
CPPO_ON_BOTH_ENGINES_OF(audit_chain);

TEST_P(audit_chain, links_every_entry_to_the_one_before) {
    for (const char* token : {"a", "b", "c"}) ASSERT_TRUE(run(under(token)));
    EXPECT_EQ(market.ledger.audit_entries(by.account, {200})->items.size(), 3U);
    EXPECT_EQ(first_broken(), 0);
}

TEST_P(audit_chain, breaks_where_an_entry_is_changed) {
    for (const char* token : {"a", "b", "c"}) ASSERT_TRUE(run(under(token)));
    for (const char* column : {"subject", "operation", "source", "user_id", "by_account"}) {
        const std::string name(column);
        const std::string where = " WHERE owner = $1 AND number = 2";
        market.tamper("UPDATE audit_entry SET " + name + " = " + name + " || 'x'" + where,
                      {by.account.text()});
        EXPECT_EQ(first_broken(), 2) << column;
        market.tamper("UPDATE audit_entry SET " + name + " = SUBSTR(" + name + ", 1, LENGTH(" +
                          name + ") - 1)" + where,
                      {by.account.text()});
        EXPECT_EQ(first_broken(), 0) << column;
    }
}

TEST_P(audit_chain, breaks_where_an_entry_is_missing) {
    for (const char* token : {"a", "b", "c"}) ASSERT_TRUE(run(under(token)));
    market.tamper("DELETE FROM audit_entry WHERE owner = $1 AND number = 2", {by.account.text()});
    EXPECT_EQ(first_broken(), 2);
}

} // namespace
} // namespace cppo::story
