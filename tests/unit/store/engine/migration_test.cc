#include "store/engine/migration.h"

#include <thread>

#include "store/schema/schema.h"
#include "unit/store/engine.h"

namespace cppo::store {
namespace {

constexpr std::string_view first_statements[] = {
    "CREATE TABLE note (owner TEXT COLLATE \"C\" NOT NULL, id BIGINT NOT NULL, "
    "PRIMARY KEY (owner, id))",
    "INSERT INTO note (owner, id) VALUES ('a', 1)"};
constexpr std::string_view second_statements[] = {"ALTER TABLE note ADD COLUMN words TEXT"};
constexpr std::string_view broken_statements[] = {"INSERT INTO note (owner, id) VALUES ('a', 2)",
                                                  "ALTER TABLE nowhere ADD COLUMN words TEXT"};

constexpr migration both[] = {{1, "notes", first_statements}, {2, "words", second_statements}};
constexpr migration renamed[] = {{1, "other notes", first_statements}};
constexpr migration broken[] = {both[0], {2, "broken", broken_statements}};

class migrations : public on_both_engines {
  protected:
    static std::string history(database& store) {
        std::string found;
        store.read([&](session& in) {
            in.run("SELECT number, name, applied_us FROM schema_version ORDER BY number", {},
                   [&](const row& at) {
                       found += std::to_string(at.integer(0)) + " " + std::string(at.text(1)) + "|";
                       EXPECT_GT(at.integer(2), 1'700'000'000'000'000);
                   });
        });
        return found;
    }

    static std::int64_t notes(database& store) {
        std::int64_t rows = 0;
        store.read([&](session& in) { rows = in.run("SELECT id FROM note"); });
        return rows;
    }
};
CPPO_ON_BOTH_ENGINES(migrations);

TEST_P(migrations, make_a_fresh_store) {
    const auto store = place.open(both);
    EXPECT_EQ(history(*store), "1 notes|2 words|");
    EXPECT_EQ(notes(*store), 1);
}

TEST_P(migrations, are_applied_once_each) {
    place.open(std::span(both).first(1));
    place.open(both);
    const auto store = place.open(both);
    EXPECT_EQ(history(*store), "1 notes|2 words|");
    EXPECT_EQ(notes(*store), 1);
}

TEST_P(migrations, refuse_a_store_that_is_newer) {
    place.open(both);
    const failure refused = failure_of([&] { place.open(std::span(both).first(1)); });
    EXPECT_EQ(refused.sqlstate, "55000");
}

TEST_P(migrations, refuse_a_store_with_another_history) {
    place.open(std::span(both).first(1));
    EXPECT_EQ(failure_of([&] { place.open(renamed); }).sqlstate, "55000");
}

TEST_P(migrations, that_fail_leave_nothing_behind) {
    EXPECT_EQ(failure_of([&] { place.open(broken); }).what_kind, failure::kind::mistake);
    const auto store = place.open(both);
    EXPECT_EQ(history(*store), "1 notes|2 words|");
    EXPECT_EQ(notes(*store), 1);
}

// Version 1 was released without totals of usage; what it recorded is rolled up afterwards.
TEST_P(migrations, bring_a_released_store_up_to_date) {
    const auto released = cppo::store::migrations();
    place.open(released.first(1))->write([](session& in) {
        in.run(
            "INSERT INTO usage (hour, account, agreement_no, dimension_no, quantity, "
            "allocations, recorded_us) VALUES (497000, 200000000001, 1, 0, 5, '', 0)");
    });
    const auto store = place.open(released);
    std::int64_t marks = 0;
    std::int64_t records = 0;
    store->read([&](session& in) {
        marks = in.run("SELECT hour FROM usage_mark WHERE hour = 0");
        records = in.run("SELECT quantity FROM usage WHERE quantity = 5");
    });
    EXPECT_EQ(marks, 1);
    EXPECT_EQ(records, 1);
}

TEST(postgres_migrations, of_servers_that_start_at_once_are_applied_once) {
    const scratch place(engine::postgres);
    {
        std::vector<std::jthread> servers;
        for (int at = 0; at < 4; ++at) servers.emplace_back([&] { place.open(both); });
    }
    std::int64_t rows = 0;
    place.open(both)->read([&](session& in) { rows = in.run("SELECT id FROM note"); });
    EXPECT_EQ(rows, 1);
}

} // namespace
} // namespace cppo::store
