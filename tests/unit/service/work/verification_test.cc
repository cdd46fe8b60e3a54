// A store is verified, copied into a file and back into either engine, and kept before it is
// migrated.
#include "service/work/verification.h"

#include "service/command/audit_heads.h"
#include "store/engine/copy.h"
#include "store/schema/schema.h"
#include "store/tables/commands.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

class verified : public with_a_deal {
  protected:
    std::string first_fault() {
        const auto found = service::verify(market.engine).faults;
        return found.empty() ? "" : found.front();
    }

    // The file of a copy, in a folder that is gone after the test.
    std::filesystem::path file(const char* name) const { return keys / name; }
};
CPPO_ON_BOTH_ENGINES_OF(verified);

TEST_P(verified, a_store_of_a_deal_is_whole) {
    invoiced();
    const auto found = service::verify(market.engine);
    EXPECT_EQ(found.faults, std::vector<std::string>());
    EXPECT_GT(found.transfers, 0);
    EXPECT_GT(found.audit_entries, 0);
}

TEST_P(verified, a_changed_transfer_is_found) {
    invoiced();
    market.tamper(
        "UPDATE transfer SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM transfer)");
    EXPECT_TRUE(first_fault().starts_with("The ledger: ")) << first_fault();
}

TEST_P(verified, a_changed_audit_entry_is_found) {
    invoiced();
    market.tamper("UPDATE audit_entry SET subject = 'offer-other' WHERE number = 1 AND owner = $1",
                  {isv.account.text()});
    EXPECT_EQ(first_fault(), "The audit chain of " + isv.account.text() + " is broken at entry 1.");
}

TEST_P(verified, a_removed_audit_entry_is_found) {
    invoiced();
    market.tamper("DELETE FROM audit_entry WHERE number = 1 AND owner = $1", {isv.account.text()});
    EXPECT_EQ(first_fault(), "The audit chain of " + isv.account.text() + " is broken at entry 2.");
}

TEST_P(verified, a_changed_total_of_usage_is_found) {
    market.tamper("INSERT INTO usage_total VALUES (1, 1, 1, 0, 5)");
    EXPECT_EQ(first_fault(), "Totals of usage are 5, their records sum to 0.");
}

TEST_P(verified, a_store_copied_into_a_file_and_back_is_the_same) {
    invoiced();
    const auto copied = store::copy_to_file(*market.kept, file("backup.db"), store::migrations());
    EXPECT_EQ(copied.at("agreement"), 1);
    EXPECT_EQ(copied.at("invoice"), 2);
    EXPECT_FALSE(std::filesystem::exists(file("backup.db-wal")));

    for (const store::engine kind : {store::engine::sqlite, store::engine::postgres}) {
        const store::scratch elsewhere(kind);
        const auto to = elsewhere.open(store::migrations());
        const auto from = store::database::open({.url = "sqlite:" + file("backup.db").string(),
                                                 .connections = 1,
                                                 .migrations = store::migrations(),
                                                 .reads_only = true});
        EXPECT_EQ(store::copy_all(*from, *to), copied);
        service::engine restored(*to, market.engine.clock());
        EXPECT_EQ(service::verify(restored).faults, std::vector<std::string>());
        EXPECT_EQ(store::copy_to_file(*to, file("again.db"), store::migrations()), copied);
        std::filesystem::remove(file("again.db"));
    }
}

TEST_P(verified, a_copy_takes_no_other_files_place) {
    store::copy_to_file(*market.kept, file("backup.db"), store::migrations());
    EXPECT_THROW(store::copy_to_file(*market.kept, file("backup.db"), store::migrations()),
                 store::failure);
}

TEST_P(verified, a_store_opened_for_reading_is_not_changed) {
    store::copy_to_file(*market.kept, file("backup.db"), store::migrations());
    const auto kept = store::database::open({.url = "sqlite:" + file("backup.db").string(),
                                             .connections = 1,
                                             .migrations = store::migrations(),
                                             .reads_only = true});
    EXPECT_THROW(kept->write([](store::session& in) { in.run("DELETE FROM account"); }),
                 store::failure);
}

class older_stores : public store::on_both_engines {};
CPPO_ON_BOTH_ENGINES_OF(older_stores);

TEST_P(older_stores, are_kept_before_they_are_migrated) {
    const auto known = store::migrations();
    const directory keys;
    place.open(known.first(1))->write([](store::session& in) {
        in.run("INSERT INTO setting (name, value) VALUES ('a', 'b')");
    });
    std::vector<std::size_t> asked;
    const auto migrated = store::database::open(
        {.url = place.url(),
         .connections = 2,
         .migrations = known,
         .before_migration = [&](store::database& kept, std::size_t applied) {
             asked.push_back(applied);
             store::copy_to_file(kept, keys / "before.db", known.first(applied));
         }});
    EXPECT_EQ(asked, std::vector<std::size_t>{1});
    const auto before = store::database::open({.url = "sqlite:" + (keys / "before.db").string(),
                                               .connections = 1,
                                               .migrations = known.first(1),
                                               .reads_only = true});
    std::int64_t settings = 0;
    before->read([&](store::session& in) {
        settings = in.run("SELECT value FROM setting WHERE name = 'a'");
    });
    EXPECT_EQ(settings, 1);
}

// Two entries as the released program made them, with the hashes it gave them.
TEST_P(older_stores, keep_audit_chains_that_verify_and_go_on) {
    const directory keys;
    const auto at = instant::parse("2026-11-20T09:00:00Z").value();
    const std::string first = "cb7edb313b041da2813ef4a0ed4b77f2c0b10f1e7d93414b0f24aa1ce829ecc6";
    const std::string second = "602bcac7e287f3b5571411785f14ec17b0783d358c65d32ec35326921865b3c3";
    place.open(store::migrations().first(9))->write([&](store::session& in) {
        const std::string sql =
            "INSERT INTO audit_entry (owner, number, at_us, user_id, by_account, operation, "
            "subject, source, previous, hash) VALUES ($1, $2, $3, 'usr-1', $1, $4, $5, "
            "'127.0.0.1', $6, $7)";
        const std::string owner = "210000000001";
        in.run(sql, {owner, 1, at.us(), "CreateAccount", "210000000002", "", first});
        in.run(sql, {owner, 2, at.us(), "AddUser", "usr-2", first, second});
    });
    marketplace market(place.url(), keys / "key");
    const auto faults = [&] { return service::verify(market.engine, &market.keys).faults; };
    EXPECT_EQ(faults(), std::vector<std::string>());
    market.kept->write([&](store::session& in) { service::seal_first_heads(in, market.keys); });
    const account_id owner = account_id::minted("210000000001");
    market.kept->write([&](store::session& in) {
        market.engine.add_audit_entry(in, {.owner = owner,
                                           .at = at,
                                           .user = "usr-1",
                                           .by = owner,
                                           .operation = "AddUser",
                                           .subject = "usr-3",
                                           .source = "127.0.0.1",
                                           .credential = "AKIA1"});
    });
    EXPECT_EQ(faults(), std::vector<std::string>());
    EXPECT_EQ(service::verify(market.engine).audit_entries, 3);
    market.tamper("UPDATE audit_entry SET credential = 'AKIA2' WHERE number = 3");
    EXPECT_EQ(faults().size(), 1U);
    // An entry cannot be taken for one of the earlier form, which says less.
    market.tamper("UPDATE audit_entry SET form = 1 WHERE number = 3");
    EXPECT_EQ(faults().size(), 1U);
}

TEST_P(older_stores, are_not_opened_for_reading) {
    const auto known = store::migrations();
    place.open(known.first(1));
    EXPECT_THROW(
        store::database::open(
            {.url = place.url(), .connections = 1, .migrations = known, .reads_only = true}),
        store::failure);
}

} // namespace
} // namespace cppo::story
