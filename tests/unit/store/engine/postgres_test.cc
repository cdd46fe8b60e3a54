#include <latch>
#include <thread>

#include "unit/store/engine.h"

namespace cppo::store {
namespace {

constexpr std::string_view counter_statements[] = {
    "CREATE TABLE counter (owner TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, amount BIGINT NOT NULL)",
    "INSERT INTO counter (owner, amount) VALUES ('a', 0), ('b', 0)"};
constexpr migration counter_migrations[] = {{1, "counters", counter_statements}};
constexpr std::string_view end_own_connection = "SELECT pg_terminate_backend(pg_backend_pid())";

class postgres_store : public testing::Test {
  protected:
    static void count_up(session& in, const std::string& owner) {
        in.run("UPDATE counter SET amount = amount + 1 WHERE owner = $1", {owner});
    }

    std::int64_t amount(const std::string& owner) {
        std::int64_t found = -1;
        store->read([&](session& in) {
            in.run("SELECT amount FROM counter WHERE owner = $1", {owner},
                   [&](const row& at) { found = at.integer(0); });
        });
        return found;
    }

    scratch place{engine::postgres};
    std::unique_ptr<database> store = place.open(counter_migrations);
};

TEST_F(postgres_store, runs_the_victim_of_a_deadlock_again) {
    std::latch both_hold_one(2);
    std::atomic<int> runs = 0;
    const auto count_both = [&](const std::string& first, const std::string& second) {
        bool again = false;
        store->write([&](session& in) {
            ++runs;
            count_up(in, first);
            if (!std::exchange(again, true)) both_hold_one.arrive_and_wait();
            count_up(in, second);
        });
    };
    {
        const std::jthread one(count_both, "a", "b");
        const std::jthread other(count_both, "b", "a");
    }
    EXPECT_GE(runs, 3);
    EXPECT_EQ(amount("a"), 2);
    EXPECT_EQ(amount("b"), 2);
}

TEST_F(postgres_store, runs_again_when_the_connection_is_lost_before_the_commit) {
    int runs = 0;
    store->write([&](session& in) {
        count_up(in, "a");
        if (++runs == 1) in.run(end_own_connection);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(amount("a"), 1);
}

TEST_F(postgres_store, does_not_know_the_outcome_of_a_commit_it_lost) {
    store->write([](session& in) {
        in.run(
            "CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'");
        in.run(
            "CREATE CONSTRAINT TRIGGER at_commit AFTER UPDATE ON counter "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_connection()");
    });
    int runs = 0;
    const failure lost = failure_of([&] {
        store->write([&](session& in) {
            ++runs;
            count_up(in, "a");
        });
    });
    EXPECT_EQ(runs, 1);
    EXPECT_TRUE(lost.outcome_unknown);
    EXPECT_EQ(lost.what_kind, failure::kind::connection_lost);
}

// A cancelled wait for a standby ends in a COMMIT with a warning; a trigger warns in its place.
TEST_F(postgres_store, does_not_know_the_outcome_of_a_commit_with_a_warning) {
    store->write([](session& in) {
        in.run(
            "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RAISE WARNING ''not confirmed''; RETURN NULL; END'");
        in.run(
            "CREATE CONSTRAINT TRIGGER at_commit AFTER UPDATE ON counter "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()");
    });
    const failure unconfirmed =
        failure_of([&] { store->write([](session& in) { count_up(in, "a"); }); });
    EXPECT_TRUE(unconfirmed.outcome_unknown);
    EXPECT_EQ(amount("a"), 1);
}

TEST_F(postgres_store, replaces_connections_that_the_engine_closed) {
    // All eight connections have been used and lie idle.
    std::latch all_at_once(8);
    {
        std::vector<std::jthread> readers;
        for (int at = 0; at < 8; ++at)
            readers.emplace_back([&] {
                store->read([&](session& in) {
                    in.run("SELECT amount FROM counter");
                    all_at_once.arrive_and_wait();
                });
            });
    }
    run_on_postgres(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" +
        place.name() + "'");
    EXPECT_EQ(amount("a"), 0);
    store->write([](session& in) { count_up(in, "a"); });
    EXPECT_EQ(amount("a"), 1);
}

TEST_F(postgres_store, tries_a_key_conflict_only_a_few_times) {
    int runs = 0;
    const failure refused = failure_of([&] {
        store->write([&](session& in) {
            ++runs;
            in.run("INSERT INTO counter (owner, amount) VALUES ('a', 0)");
        });
    });
    EXPECT_EQ(refused.sqlstate, "23505");
    EXPECT_EQ(runs, 3);
}

TEST_F(postgres_store, keeps_connections_for_callers_while_clockwork_is_busy) {
    std::latch four_inside(4);
    std::latch done(1);
    std::vector<std::jthread> clockwork;
    for (int at = 0; at < 8; ++at)
        clockwork.emplace_back([&] {
            store->write(
                [&](session&) {
                    if (!done.try_wait()) four_inside.count_down();
                    done.wait();
                },
                database::priority::clockwork);
        });
    four_inside.wait();
    store->write([](session& in) { count_up(in, "a"); });
    EXPECT_EQ(amount("a"), 1);
    done.count_down();
}

TEST_F(postgres_store, works_in_utc_with_limits_on_time) {
    const auto setting = [&](const std::string& name) {
        std::string found;
        store->read([&](session& in) {
            in.run("SELECT current_setting($1)", {name},
                   [&](const row& at) { found = at.text(0); });
        });
        return found;
    };
    EXPECT_EQ(setting("timezone"), "UTC");
    EXPECT_EQ(setting("client_encoding"), "UTF8");
    EXPECT_EQ(setting("statement_timeout"), "30s");
    EXPECT_EQ(setting("idle_in_transaction_session_timeout"), "30s");
    EXPECT_EQ(setting("synchronous_commit"), "on");
    EXPECT_EQ(setting("transaction_isolation"), "repeatable read");
}

TEST(postgres_url, of_no_server_is_a_lost_connection) {
    const auto opening = [] { database::open({.url = "postgresql://postgres@127.0.0.1:1/none"}); };
    EXPECT_EQ(failure_of(opening).what_kind, failure::kind::connection_lost);
}

} // namespace
} // namespace cppo::store
