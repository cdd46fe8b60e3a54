#include <thread>

#include "store/engine/database.h"
#include "unit/store/engine.h"

namespace cppo::store {
namespace {

constexpr std::string_view counter_statements[] = {
    "CREATE TABLE counter (owner TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, amount BIGINT NOT NULL)",
    "CREATE TABLE entry (owner TEXT COLLATE \"C\" NOT NULL, id BIGINT NOT NULL, "
    "PRIMARY KEY (owner, id))"};
constexpr migration counter_migrations[] = {{1, "counters", counter_statements}};

class transactions : public on_both_engines {
  protected:
    transactions() {
        store->write([](session& in) {
            for (const char* owner : {"a", "b"})
                in.run("INSERT INTO counter (owner, amount) VALUES ($1, 0)", {owner});
        });
    }

    std::int64_t integer(const std::string& sql) {
        std::int64_t found = -1;
        store->read(
            [&](session& in) { in.run(sql, {}, [&](const row& at) { found = at.integer(0); }); });
        return found;
    }

    std::int64_t entries() { return integer("SELECT CAST(COUNT(*) AS BIGINT) FROM entry"); }

    static void count_up(session& in, const std::string& owner) {
        in.run("UPDATE counter SET amount = amount + 1 WHERE owner = $1", {owner});
    }

    static void enter(session& in, const std::string& owner, std::int64_t id) {
        in.run("INSERT INTO entry (owner, id) VALUES ($1, $2)", {owner, id});
    }

    // Runs `act` with 0, 1, ... on as many threads.
    static void at_once(int threads, const std::function<void(int)>& act) {
        std::vector<std::jthread> running;
        for (int at = 0; at < threads; ++at) running.emplace_back(act, at);
    }

    std::unique_ptr<database> store = place.open(counter_migrations);
};
CPPO_ON_BOTH_ENGINES(transactions);

TEST_P(transactions, are_undone_by_what_they_throw) {
    EXPECT_THROW(store->write([](session& in) {
        enter(in, "a", 1);
        throw std::domain_error("not today");
    }),
                 std::domain_error);
    EXPECT_EQ(entries(), 0);
    store->write([](session& in) { enter(in, "a", 1); });
    EXPECT_EQ(entries(), 1);
}

TEST_P(transactions, cannot_swallow_a_failure) {
    const failure refused = failure_of([&] {
        store->write([](session& in) {
            enter(in, "a", 1);
            try {
                in.run("SELECT nothing FROM nowhere");
            } catch (const failure&) {
            }
        });
    });
    EXPECT_EQ(refused.what_kind, failure::kind::mistake);
    EXPECT_EQ(entries(), 0);
}

TEST_P(transactions, refuse_statements_after_a_failure) {
    store->read([](session&) {});
    const failure refused = failure_of([&] {
        store->write([](session& in) {
            try {
                in.run("SELECT nothing FROM nowhere");
            } catch (const failure&) {
                enter(in, "a", 1);
            }
        });
    });
    EXPECT_EQ(refused.what_kind, failure::kind::mistake);
    EXPECT_EQ(entries(), 0);
}

TEST_P(transactions, of_many_threads_lose_nothing) {
    constexpr int threads = 16;
    constexpr int rounds = 40;
    at_once(threads, [&](int thread) {
        for (int round = 0; round < rounds; ++round)
            store->write([&](session& in) {
                count_up(in, round % 2 ? "a" : "b");
                enter(in, std::to_string(thread), round);
            });
    });
    EXPECT_EQ(integer("SELECT CAST(SUM(amount) AS BIGINT) FROM counter"), threads * rounds);
    EXPECT_EQ(entries(), threads * rounds);
}

TEST_P(transactions, that_throw_hurt_only_themselves) {
    constexpr int threads = 12;
    constexpr int rounds = 30;
    std::atomic<int> thrown = 0;
    at_once(threads, [&](int thread) {
        for (int round = 0; round < rounds; ++round) try {
                store->write([&](session& in) {
                    count_up(in, "a");
                    enter(in, std::to_string(thread), round);
                    if (thread == 3) throw std::domain_error("always thread 3");
                });
            } catch (const std::domain_error&) {
                EXPECT_EQ(thread, 3);
                ++thrown;
            }
    });
    EXPECT_EQ(thrown, rounds);
    EXPECT_EQ(integer("SELECT amount FROM counter WHERE owner = 'a'"), (threads - 1) * rounds);
    EXPECT_EQ(integer("SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE owner = '3'"), 0);
}

TEST_P(transactions, with_a_key_conflict_hurt_only_themselves) {
    constexpr int threads = 8;
    std::atomic<int> refused = 0;
    at_once(threads, [&](int) {
        try {
            store->write([](session& in) { enter(in, "a", 1); });
        } catch (const failure& why) {
            EXPECT_EQ(why.sqlstate, "23505");
            ++refused;
        }
    });
    EXPECT_EQ(refused, threads - 1);
    EXPECT_EQ(entries(), 1);
}

TEST_P(transactions, that_look_before_they_insert_all_succeed) {
    std::atomic<int> added = 0;
    at_once(8, [&](int) {
        bool mine = false;
        store->write([&](session& in) {
            mine = in.run("SELECT id FROM entry WHERE owner = 'a' AND id = 1") == 0;
            if (mine) enter(in, "a", 1);
        });
        added += mine;
    });
    EXPECT_EQ(added, 1);
}

TEST_P(transactions, in_opposite_order_all_succeed) {
    constexpr int rounds = 25;
    at_once(2, [&](int thread) {
        for (int round = 0; round < rounds; ++round)
            store->write([&](session& in) {
                count_up(in, thread ? "a" : "b");
                count_up(in, thread ? "b" : "a");
            });
    });
    EXPECT_EQ(integer("SELECT amount FROM counter WHERE owner = 'a'"), 2 * rounds);
    EXPECT_EQ(integer("SELECT amount FROM counter WHERE owner = 'b'"), 2 * rounds);
}

TEST_P(transactions, read_one_snapshot) {
    store->read([&](session& in) {
        const auto count = [&] { return in.run("SELECT id FROM entry"); };
        EXPECT_EQ(count(), 0);
        store->write([](session& other) { enter(other, "a", 1); });
        EXPECT_EQ(count(), 0);
    });
    EXPECT_EQ(entries(), 1);
}

TEST_P(transactions, show_nothing_unfinished_to_readers) {
    std::atomic<bool> done = false;
    std::jthread reader([&] {
        while (!done) {
            const std::int64_t sum = integer("SELECT CAST(SUM(amount) AS BIGINT) FROM counter");
            EXPECT_EQ(sum % 2, 0);
        }
    });
    for (int round = 0; round < 100; ++round)
        store->write([](session& in) {
            count_up(in, "a");
            count_up(in, "b");
        });
    done = true;
}

TEST_P(transactions, of_clockwork_are_done_while_callers_keep_coming) {
    std::atomic<bool> done = false;
    std::vector<std::jthread> callers;
    for (int at = 0; at < 4; ++at)
        callers.emplace_back([&] {
            while (!done) store->write([](session& in) { count_up(in, "a"); });
        });
    for (int id = 0; id < 20; ++id)
        store->write([&](session& in) { enter(in, "clockwork", id); },
                     database::priority::clockwork);
    done = true;
    callers.clear();
    EXPECT_EQ(entries(), 20);
}

TEST_P(transactions, survive_reopening) {
    store->write([](session& in) { enter(in, "a", 1); });
    store.reset();
    store = place.open(counter_migrations);
    EXPECT_EQ(entries(), 1);
}

} // namespace
} // namespace cppo::store
