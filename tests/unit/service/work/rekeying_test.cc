#include "service/work/rekeying.h"

#include <fstream>

#include "service/command/callers.h"
#include "service/command/sealed_rows.h"
#include "service/command/store_key.h"
#include "service/parties/founding.h"
#include "service/parties/submission_service.h"
#include "service/work/verification.h"
#include "store/tables/parties.h"
#include "unit/service/stage.h"

namespace cppo::story {
namespace {

using namespace cppo::market;

// A marketplace with a sealed text of each kind; PostgreSQL's own sessions of the test are gone
// when its store is opened alone.
class rekeying : public on_stage {
  protected:
    rekeying() {
        service::found_operator(market.engine, market.accounts, market.keys);
        service::submission_service submissions{market.engine, market.keys};
        const submitted bank{.bank = bank_account{.holder = "Northwind",
                                                  .unit = currency::usd,
                                                  .account_number = "123456789",
                                                  .routing_number = "021000021"}};
        EXPECT_TRUE(submissions.submit(isv, {isv.account, bank, "", ""}));
        using service::sealed_place;
        market.kept->write([&](store::session& in) {
            const std::string id = "apr-waiting";
            store::insert(
                in, approval{.owner = isv.account,
                             .id = id,
                             .revision = 1,
                             .state = approval_state::waiting,
                             .asked_for = "RecordPayment",
                             .sealed_request = service::seal(
                                 market.keys, "{}", sealed_place::of_approval(isv.account, id)),
                             .shown = "{}",
                             .asked_by = "usr-asker",
                             .asked = instant(0)});
        });
        for (int each = 0; each < 450; ++each)
            EXPECT_TRUE(market.accounts.issue_key(isv, {isv.account, {}, "", ""}));
    }

    std::vector<service::sealed_row> all() {
        std::vector<service::sealed_row> found;
        market.kept->read([&](store::session& in) {
            for (const std::string_view name : names_of(service::sealed_kind{}))
                for (auto& each :
                     service::sealed_rows(in, *find_named<service::sealed_kind>(name), {}, 1'000))
                    found.push_back(std::move(each));
        });
        return found;
    }
    std::size_t opened_by(const service::key_box& with) {
        std::size_t count = 0;
        for (const service::sealed_row& each : all()) try {
                service::open(with, each.sealed, each.at);
                ++count;
            } catch (const std::runtime_error&) {
            }
        return count;
    }

    const service::actor isv = market.open("Northwind", {role::seller});
    const service::actor operator_ = market.open_operator();
    const service::key_box fresh{keys / "new"};
    const service::key_box other{keys / "other"};
};

// What is open on the engine beside the store is the test's own: the embedded one shows the rest.
INSTANTIATE_TEST_SUITE_P(on, rekeying, testing::Values(store::engine::sqlite), store::engine_name);

TEST_P(rekeying, leaves_nothing_that_the_old_key_opens) {
    const service::issued_key key =
        market.accounts.issue_key(operator_, {isv.account, {}, "", ""}).value();
    const std::size_t count = all().size();
    ASSERT_GT(count, 450U);
    std::set<service::sealed_kind> kinds;
    for (const service::sealed_row& each : all()) kinds.insert(each.at.kind);
    EXPECT_EQ(kinds.size(), names_of(service::sealed_kind{}).size());
    EXPECT_EQ(service::rekey(*market.kept, market.keys, fresh), static_cast<std::int64_t>(count));
    EXPECT_EQ(opened_by(fresh), count);
    EXPECT_EQ(opened_by(market.keys), 0U);
    service::callers known{market.engine, fresh};
    EXPECT_EQ(known.find_by_key(key.id)->secret, key.secret);
    EXPECT_NO_THROW(service::key_of_store(*market.kept, keys / "new"));
    EXPECT_THROW(service::key_of_store(*market.kept, keys / "key"), std::runtime_error);
}

TEST_P(rekeying, keys_the_heads_of_the_audit_chains_anew) {
    ASSERT_EQ(service::verify(market.engine, &market.keys).faults, std::vector<std::string>{});
    service::rekey(*market.kept, market.keys, fresh);
    EXPECT_EQ(service::verify(market.engine, &fresh).faults, std::vector<std::string>{});
    EXPECT_FALSE(service::verify(market.engine, &market.keys).faults.empty());
}

TEST_P(rekeying, stops_at_a_head_that_neither_key_has_keyed) {
    market.tamper("UPDATE audit_head SET seal = 'forged' WHERE owner = $1", {isv.account.text()});
    EXPECT_THROW(service::rekey(*market.kept, market.keys, fresh), std::runtime_error);
}

TEST_P(rekeying, knows_every_column_that_is_sealed) {
    // Columns of sealed texts say so by their names; settings have one by its name.
    std::set<std::string> columns;
    market.kept->read([&](store::session& in) {
        std::vector<std::string> tables;
        in.run("SELECT name FROM sqlite_master WHERE type = 'table'", {},
               [&](const store::row& at) { tables.emplace_back(at.text(0)); });
        for (const std::string& each : tables)
            in.run("SELECT name FROM pragma_table_info($1)", {each}, [&](const store::row& at) {
                if (at.text(0).starts_with("sealed"))
                    columns.insert(each + "." + std::string(at.text(0)));
            });
    });
    EXPECT_EQ(columns, (std::set<std::string>{"access_key.sealed_secret", "approval.sealed_request",
                                              "seller_submission.sealed_bank"}));
}

TEST_P(rekeying, goes_on_where_it_was_cut_short) {
    const auto rows = all();
    market.kept->write([&](store::session& in) {
        for (std::size_t at = 0; at < rows.size(); at += 2)
            EXPECT_TRUE(service::reseal(
                in, rows[at],
                service::seal(fresh, service::open(market.keys, rows[at].sealed, rows[at].at),
                              rows[at].at)));
    });
    service::begin_rekeying(*market.kept);
    for (const char* each : {"key", "new"})
        EXPECT_THROW(service::key_of_store(*market.kept, keys / each), std::runtime_error);
    EXPECT_EQ(service::rekey(*market.kept, market.keys, fresh),
              static_cast<std::int64_t>(rows.size()));
    EXPECT_EQ(opened_by(fresh), rows.size());
    EXPECT_NO_THROW(service::key_of_store(*market.kept, keys / "new"));
    // And again, when it was killed just before it could say that it had ended.
    EXPECT_EQ(service::rekey(*market.kept, market.keys, fresh),
              static_cast<std::int64_t>(rows.size()));
}

TEST_P(rekeying, with_wrong_keys_changes_nothing) {
    const auto before = all();
    EXPECT_THROW(service::rekey(*market.kept, other, fresh), std::runtime_error);
    EXPECT_THROW(service::rekey(*market.kept, market.keys, market.keys), std::runtime_error);
    EXPECT_EQ(opened_by(market.keys), before.size());
    EXPECT_NO_THROW(service::key_of_store(*market.kept, keys / "key"));
}

TEST_P(rekeying, needs_the_key_of_a_store_that_has_nothing_but_its_founding_secret) {
    market.kept->write([](store::session& in) {
        in.run("DELETE FROM access_key");
        in.run("DELETE FROM seller_submission");
        in.run("DELETE FROM approval");
    });
    EXPECT_EQ(all().size(), 1U);
    EXPECT_THROW(service::key_of_store(*market.kept, keys / "other"), std::runtime_error);
    EXPECT_THROW(service::key_of_store(*market.kept, keys / "missing"), std::runtime_error);
    EXPECT_NO_THROW(service::key_of_store(*market.kept, keys / "key"));
}

} // namespace
} // namespace cppo::story
