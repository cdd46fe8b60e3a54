#include "store/engine/session.h"

#include "unit/store/engine.h"

namespace cppo::store {
namespace {

constexpr std::string_view note_statements[] = {
    "CREATE TABLE note (owner TEXT COLLATE \"C\" NOT NULL, id BIGINT NOT NULL, small INTEGER, "
    "words TEXT COLLATE \"C\", PRIMARY KEY (owner, id))"};
constexpr migration note_migrations[] = {{1, "notes", note_statements}};
constexpr std::string_view add_note =
    "INSERT INTO note (owner, id, small, words) VALUES ($1, $2, $3, $4)";

class statements : public on_both_engines {
  protected:
    std::unique_ptr<database> store = place.open(note_migrations);
};
CPPO_ON_BOTH_ENGINES(statements);

TEST_P(statements, bind_arguments_by_number_and_answer_rows) {
    store->write([](session& in) {
        EXPECT_EQ(in.run(add_note, {"a", 7, 8, "words"}), 1);
        EXPECT_EQ(in.run("INSERT INTO note (words, owner, id) VALUES ($3, $1, $2)",
                         {"a", std::int64_t{1} << 60, "caf\u00e9"}),
                  1);
    });
    store->read([](session& in) {
        int seen = 0;
        const auto rows = in.run("SELECT id, small, words FROM note WHERE owner = $1 ORDER BY id",
                                 {"a"}, [&](const row& at) {
                                     if (++seen == 1) {
                                         EXPECT_EQ(at.integer(0), 7);
                                         EXPECT_EQ(at.integer(1), 8);
                                         EXPECT_EQ(at.text(2), "words");
                                     } else {
                                         EXPECT_EQ(at.integer(0), std::int64_t{1} << 60);
                                         EXPECT_TRUE(at.null(1));
                                         EXPECT_EQ(at.text(2), "caf\u00e9");
                                     }
                                 });
        EXPECT_EQ(rows, 2);
        EXPECT_EQ(seen, 2);
    });
}

TEST_P(statements, tell_how_many_rows_they_changed) {
    store->write([](session& in) {
        for (int id = 1; id <= 5; ++id) in.run(add_note, {"a", id, 0, {}});
        EXPECT_EQ(in.run("UPDATE note SET small = $1 WHERE id > $2", {1, 2}), 3);
        EXPECT_EQ(in.run("UPDATE note SET small = 1 WHERE id = 99"), 0);
        EXPECT_EQ(in.run("DELETE FROM note WHERE small = $1", {1}), 3);
        EXPECT_EQ(in.run("CREATE TABLE other (id BIGINT PRIMARY KEY)"), 0);
        EXPECT_EQ(in.run("UPDATE note SET small = 4 WHERE id = 1 RETURNING id"), 1);
        EXPECT_EQ(in.run("INSERT INTO note (owner, id) VALUES ($1, $2) "
                         "ON CONFLICT (owner, id) DO NOTHING",
                         {"a", 1}),
                  0);
    });
}

TEST_P(statements, bind_null_wherever_a_value_may_stand) {
    store->write([](session& in) {
        in.run(add_note, {"a", 1, {}, {}});
        in.run(add_note, {"a", 2, 5, {}});
        in.run(add_note, {"a", 3, {}, "words"});
        EXPECT_EQ(in.run("UPDATE note SET small = $1, words = $2 WHERE id = $3", {{}, "w", 2}), 1);
        EXPECT_EQ(in.run("SELECT id FROM note WHERE small IS NULL"), 3);
        EXPECT_EQ(in.run("SELECT id FROM note WHERE words = $1", {{}}), 0);
    });
}

TEST_P(statements, compare_and_sort_text_by_its_bytes) {
    store->write([](session& in) {
        int id = 0;
        for (const char* words : {"b", "a", "B", "\u00e9", "", "ab", "A", "a b", "_"})
            in.run(add_note, {"a", ++id, 0, words});
    });
    store->read([](session& in) {
        std::string order;
        in.run("SELECT words FROM note ORDER BY words", {},
               [&](const row& at) { order += std::string(at.text(0)) + "|"; });
        EXPECT_EQ(order, "|A|B|_|a|a b|ab|b|\u00e9|");
        EXPECT_EQ(in.run("SELECT words FROM note WHERE words > $1", {"Z"}), 6);
    });
}

TEST_P(statements, refuse_a_key_that_exists) {
    const failure refused = failure_of([&] {
        store->write([](session& in) {
            in.run(add_note, {"a", 1, 0, "first"});
            in.run(add_note, {"a", 1, 0, "second"});
        });
    });
    EXPECT_EQ(refused.sqlstate, "23505");
    EXPECT_EQ(refused.what_kind, failure::kind::busy_or_conflict);
    store->read([](session& in) { EXPECT_EQ(in.run("SELECT id FROM note"), 0); });
}

TEST_P(statements, refuse_what_is_a_mistake) {
    const auto kind = [&](std::string_view sql, std::initializer_list<value> arguments = {}) {
        const std::vector<value> kept(arguments);
        return failure_of([&] { store->write([&](session& in) { in.run(sql, kept, {}); }); })
            .what_kind;
    };
    EXPECT_EQ(kind("SELECT nothing FROM nowhere"), failure::kind::mistake);
    EXPECT_EQ(kind("not SQL at all"), failure::kind::mistake);
    EXPECT_EQ(kind("DELETE FROM note; DELETE FROM note"), failure::kind::mistake);
    EXPECT_EQ(kind("INSERT INTO note (owner, id) VALUES ($1, $2)", {{}, 1}),
              failure::kind::mistake);
    EXPECT_EQ(kind("SELECT id FROM note WHERE owner = $1", {}), failure::kind::mistake);
    EXPECT_EQ(kind(add_note, {"a", 1, 0, std::string("nul\0nul", 7)}), failure::kind::mistake);
}

TEST_P(statements, refuse_to_read_a_column_as_what_it_is_not) {
    store->write([](session& in) { in.run(add_note, {"a", 1, {}, "words"}); });
    const auto reading = [&](const std::function<void(const row&)>& use) {
        return failure_of([&] {
                   store->read(
                       [&](session& in) { in.run("SELECT small, words FROM note", {}, use); });
               })
            .sqlstate;
    };
    EXPECT_EQ(reading([](const row& at) { at.integer(0); }), "22P02");
    EXPECT_EQ(reading([](const row& at) { at.integer(1); }), "22P02");
    EXPECT_EQ(reading([](const row& at) { at.text(0); }), "22004");
}

TEST_P(statements, may_run_inside_the_rows_of_the_same_statement) {
    store->write([](session& in) {
        for (int id = 1; id <= 3; ++id) in.run(add_note, {"a", id, id + 1, {}});
        std::string walk;
        const std::string_view next = "SELECT id, small FROM note WHERE id >= $1 ORDER BY id";
        in.run(next, {1}, [&](const row& outer) {
            walk += std::to_string(outer.integer(0)) + ":";
            in.run(next, {outer.integer(1)},
                   [&](const row& inner) { walk += std::to_string(inner.integer(0)); });
            walk += ' ';
        });
        EXPECT_EQ(walk, "1:23 2:3 3: ");
    });
}

TEST_P(statements, outnumber_the_cache_without_harm) {
    store->write([](session& in) {
        in.run(add_note, {"a", 1, 0, {}});
        for (int round = 0; round < 2; ++round)
            for (int at = 0; at < 600; ++at) {
                const std::string sql = "SELECT id + " + std::to_string(at) + " FROM note";
                in.run(sql, {}, [&](const row& found) { EXPECT_EQ(found.integer(0), 1 + at); });
            }
    });
}

TEST_P(statements, read_only_sessions_refuse_writes) {
    const failure refused =
        failure_of([&] { store->read([](session& in) { in.run(add_note, {"a", 1, 0, {}}); }); });
    EXPECT_EQ(refused.sqlstate, "25006");
}

TEST_P(statements, lock_an_owner) {
    store->write([](session& in) {
        in.run("CREATE TABLE account (owner TEXT COLLATE \"C\" PRIMARY KEY)");
        in.run("INSERT INTO account (owner) VALUES ($1)", {"123456789012"});
    });
    store->write([](session& in) {
        in.lock_owner(account_id::minted("123456789012"));
        EXPECT_EQ(in.run("SELECT owner FROM account"), 1);
    });
}

} // namespace
} // namespace cppo::store
