#include "store/mapping/table.h"

#include "unit/store/engine.h"

namespace cppo::store {
namespace {

struct deal_row {
    account_id owner;
    offer_id id;
    std::int64_t revision = 1;
    std::string name;
    int seats = 0;
    bool open = false;
    instant created;
    day ends;
    std::optional<std::string> note;
    std::optional<account_id> buyer;

    bool operator==(const deal_row&) const = default;
};

// A table that is nothing but its key.
struct mark_row {
    account_id owner;
    std::int64_t number;
};

} // namespace

template <>
struct table<deal_row> {
    static constexpr std::string_view name = "deal";
    static constexpr int key_count = 2;
    static constexpr auto columns =
        std::tuple(column{"owner", &deal_row::owner}, column{"id", &deal_row::id},
                   column{"revision", &deal_row::revision}, column{"name", &deal_row::name},
                   column{"seats", &deal_row::seats}, column{"open", &deal_row::open},
                   column{"created", &deal_row::created}, column{"ends", &deal_row::ends},
                   column{"note", &deal_row::note}, column{"buyer", &deal_row::buyer});
};

template <>
struct table<mark_row> {
    static constexpr std::string_view name = "mark";
    static constexpr int key_count = 2;
    static constexpr auto columns =
        std::tuple(column{"owner", &mark_row::owner}, column{"number", &mark_row::number});
};

namespace {

constexpr std::string_view table_statements[] = {
    "CREATE TABLE deal (owner TEXT COLLATE \"C\" NOT NULL, id TEXT COLLATE \"C\" NOT NULL, "
    "revision BIGINT NOT NULL, name TEXT COLLATE \"C\" NOT NULL, seats INTEGER NOT NULL, "
    "open INTEGER NOT NULL, created BIGINT NOT NULL, ends TEXT COLLATE \"C\" NOT NULL, "
    "note TEXT COLLATE \"C\", buyer TEXT COLLATE \"C\", PRIMARY KEY (owner, id))",
    "CREATE TABLE mark (owner TEXT COLLATE \"C\" NOT NULL, number BIGINT NOT NULL, "
    "PRIMARY KEY (owner, number))"};
constexpr migration table_migrations[] = {{1, "tables", table_statements}};

const account_id acme = account_id::minted("111122223333");
const account_id buyer = account_id::minted("444455556666");

deal_row deal(const std::string& id) {
    return {acme,
            offer_id::minted(id),
            1,
            "A deal",
            25,
            true,
            *instant::parse("2026-11-20T09:00:00.123Z"),
            *day::parse("2027-01-31"),
            {},
            buyer};
}

class tables : public on_both_engines {
  protected:
    std::unique_ptr<database> store = place.open(table_migrations);
};
CPPO_ON_BOTH_ENGINES(tables);

TEST_P(tables, give_back_what_was_put_in) {
    deal_row other = deal("offer-2");
    other.note = "a note";
    other.buyer.reset();
    other.open = false;
    store->write([&](session& in) {
        insert(in, deal("offer-1"));
        insert(in, other);
    });
    store->read([&](session& in) {
        EXPECT_EQ(find<deal_row>(in, acme, offer_id::minted("offer-1")), deal("offer-1"));
        EXPECT_EQ(find<deal_row>(in, acme, offer_id::minted("offer-2")), other);
        EXPECT_EQ(find<deal_row>(in, buyer, offer_id::minted("offer-1")), std::nullopt);
    });
}

TEST_P(tables, select_in_order_with_a_limit) {
    store->write([](session& in) {
        for (const char* id : {"offer-3", "offer-1", "offer-2"}) insert(in, deal(id));
    });
    store->read([](session& in) {
        const auto found = select<deal_row>(in, "WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3",
                                            {acme.text(), "offer-1", 1});
        ASSERT_EQ(found.size(), 1);
        EXPECT_EQ(found[0].id.text(), "offer-2");
        EXPECT_EQ(select<deal_row>(in, "").size(), 3);
    });
}

TEST_P(tables, refuse_a_second_insert) {
    const auto twice = [&] {
        store->write([](session& in) {
            insert(in, deal("offer-1"));
            insert(in, deal("offer-1"));
        });
    };
    EXPECT_EQ(failure_of(twice).what_kind, failure::kind::busy_or_conflict);
}

TEST_P(tables, insert_if_absent_keeps_the_first) {
    store->write([](session& in) {
        deal_row second = deal("offer-1");
        second.name = "second";
        EXPECT_TRUE(insert_if_absent(in, deal("offer-1")));
        EXPECT_FALSE(insert_if_absent(in, second));
        EXPECT_EQ(find<deal_row>(in, acme, second.id)->name, "A deal");
    });
}

TEST_P(tables, put_keeps_the_last) {
    store->write([](session& in) {
        deal_row second = deal("offer-1");
        second.name = "second";
        second.buyer.reset();
        put(in, deal("offer-1"));
        put(in, second);
        EXPECT_EQ(find<deal_row>(in, acme, second.id), second);
    });
}

TEST_P(tables, update_only_the_expected_revision) {
    store->write([](session& in) {
        deal_row changed = deal("offer-1");
        EXPECT_FALSE(update_if_revision(in, changed, 1));
        insert(in, changed);
        changed.name = "changed";
        changed.note = "now with a note";
        EXPECT_TRUE(update_if_revision(in, changed, 1));
        EXPECT_FALSE(update_if_revision(in, changed, 1));
        const auto found = find<deal_row>(in, acme, changed.id);
        EXPECT_EQ(found->revision, 2);
        EXPECT_EQ(found->name, "changed");
        EXPECT_EQ(found->note, "now with a note");
    });
}

TEST_P(tables, erase_one_key) {
    store->write([](session& in) {
        insert(in, deal("offer-1"));
        insert(in, deal("offer-2"));
        EXPECT_TRUE(erase<deal_row>(in, acme, offer_id::minted("offer-1")));
        EXPECT_FALSE(erase<deal_row>(in, acme, offer_id::minted("offer-1")));
        EXPECT_EQ(select<deal_row>(in, "").size(), 1);
    });
}

TEST_P(tables, of_nothing_but_a_key_can_be_put_twice) {
    store->write([](session& in) {
        put(in, mark_row{acme, 1});
        put(in, mark_row{acme, 1});
        EXPECT_TRUE(find<mark_row>(in, acme, 1));
        EXPECT_FALSE(find<mark_row>(in, acme, 2));
    });
}

} // namespace
} // namespace cppo::store
