#include <sys/resource.h>

#include <csignal>

#include "store/engine/sqlite/connection.h"
#include "unit/store/engine.h"

namespace cppo::store {
namespace {

constexpr std::string_view page_statements[] = {
    "CREATE TABLE page (owner TEXT COLLATE \"C\" NOT NULL, id BIGINT NOT NULL, "
    "words TEXT COLLATE \"C\" NOT NULL, PRIMARY KEY (owner, id))"};
constexpr migration page_migrations[] = {{1, "pages", page_statements}};

class sqlite_store : public testing::Test {
  protected:
    static void add_page(database& store, std::int64_t id) {
        store.write([&](session& in) {
            in.run("INSERT INTO page (owner, id, words) VALUES ('a', $1, $2)",
                   {id, std::string(100'000, 'x')});
        });
    }

    static std::int64_t pages(database& store) {
        std::int64_t rows = 0;
        store.read([&](session& in) { rows = in.run("SELECT id FROM page"); });
        return rows;
    }

    scratch place{engine::sqlite};
};

TEST_F(sqlite_store, belongs_to_one_server_at_a_time) {
    const auto store = place.open();
    EXPECT_EQ(failure_of([&] { place.open(); }).sqlstate, "55006");
}

TEST_F(sqlite_store, is_refused_where_there_is_no_directory) {
    const auto opening = [] { database::open({.url = "sqlite:/nowhere/at/all/store.db"}); };
    EXPECT_EQ(failure_of(opening).what_kind, failure::kind::machine);
}

TEST_F(sqlite_store, is_refused_when_the_file_is_no_database) {
    std::ofstream(place.path()) << std::string(8192, 'x');
    EXPECT_EQ(failure_of([&] { place.open(); }).sqlstate, "XX001");
}

TEST_F(sqlite_store, keeps_durable_write_ahead_logs) {
    sqlite_connection writer(place.path(), sqlite_connection::role::writer);
    sqlite_connection reader(place.path(), sqlite_connection::role::reader);
    const auto setting = [](connection& of, std::string_view sql) {
        std::string found;
        of.run(sql, {}, [&](const row& at) { found = at.text(0); });
        return found;
    };
    EXPECT_EQ(setting(writer, "PRAGMA journal_mode"), "wal");
    EXPECT_EQ(setting(writer, "PRAGMA synchronous"), "2");
    EXPECT_EQ(setting(reader, "PRAGMA wal_autocheckpoint"), "0");
}

TEST_F(sqlite_store, acknowledges_nothing_once_the_disk_is_full) {
    const auto store = place.open(page_migrations);
    add_page(*store, 1);
    // A limit on the size of files stands for a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit full{.rlim_cur = 250'000, .rlim_max = before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    int added = 1;
    const failure refused = failure_of([&] {
        while (added < 10) add_page(*store, ++added);
    });
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(refused.what_kind, failure::kind::machine);
    EXPECT_EQ(pages(*store), added - 1);
    EXPECT_EQ(failure_of([&] { add_page(*store, 99); }).what_kind, failure::kind::machine);
    EXPECT_EQ(pages(*store), added - 1);
}

TEST(store_url, is_refused_with_another_scheme) {
    const auto opening = [] { database::open({.url = "mysql://127.0.0.1/store"}); };
    EXPECT_EQ(failure_of(opening).what_kind, failure::kind::mistake);
}

} // namespace
} // namespace cppo::store
