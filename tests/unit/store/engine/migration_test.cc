#include "store/engine/migration.h"

#include <map>
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

// Stores as version 9 left them: every start of it told the founders' secrets.
class founders : public on_both_engines {
  protected:
    // Which founders are told once a store with these settings and commands is up to date.
    std::string told(std::initializer_list<std::pair<const char*, const char*>> settings,
                     bool is_demo) {
        const auto released = cppo::store::migrations();
        place.open(released.first(9))->write([&](session& in) {
            for (const auto& [name, value] : settings)
                in.run("INSERT INTO setting (name, value) VALUES ($1, $2)",
                       {std::string(name), std::string(value)});
            if (is_demo)
                in.run(
                    "INSERT INTO command (owner, operation, token, request_hash, answer, at_us) "
                    "VALUES ('000000000000', 'CreateAccount', 'found-isv', '', '', 0)");
        });
        std::string found = "nobody";
        place.open(released)->read([&](session& in) {
            in.run("SELECT value FROM setting WHERE name = 'founders_told'", {},
                   [&](const row& at) { found = at.text(0); });
        });
        return found;
    }
};
CPPO_ON_BOTH_ENGINES(founders);

TEST_P(founders, of_an_older_store_are_not_told_again) {
    EXPECT_EQ(told({{"founding_secret", "sealed"}}, false), "operator ");
}

TEST_P(founders, of_an_older_demo_are_not_told_again) {
    EXPECT_EQ(told({{"founding_secret", "sealed"}, {"demo_history_begins", ""}}, true),
              "isv reseller reseller2 buyer operator ");
}

TEST_P(founders, of_a_demo_that_was_not_told_to_its_end_are_told) {
    EXPECT_EQ(told({{"founding_secret", "sealed"}, {"demo_history_begins", "1"}}, true), "nobody");
}

TEST_P(founders, of_a_store_that_nobody_founded_are_told) {
    EXPECT_EQ(told({}, false), "nobody");
}

// A store as version 5 left it: users with these actions, an agreement that another account pays.
class doors : public on_both_engines {
  protected:
    doors() {
        place.open(released.first(5))->write([](session& in) {
            const auto add = [&](const std::string& id, const std::string& actions) {
                in.run(
                    "INSERT INTO account_user (owner, id, email, part, actions, password_hash) "
                    "VALUES ('200000000001', $1, 'a@example.com', 'admin', $2, '')",
                    {id, actions});
            };
            add("all", R"([])");
            add("none", R"(["opencppo:DELETE"])");
            add("reader", R"(["aws-marketplace:DescribeEntity","opencppo:GET"])");
            add("writer", R"(["opencppo:POST","opencppo:PUT","opencppo:POSTAGE"])");
            add("odd", R"(["x\"opencppo:GET\"y"])");
            in.run(
                "INSERT INTO access_key (owner, id, user_id, sealed_secret, created_us) "
                "VALUES ('200000000001', 'AKIA1', 'all', '', 0)");
            in.run(
                "INSERT INTO agreement (owner, id, revision, number, status, payer, proposer, "
                "manufacturer, offer, product, authorization_id, manufacturer_knows_buyer, "
                "committed, fees, wholesale_invoiced, margin_invoiced, listing_fee_charged, "
                "processing_fee_charged, terms, accepted_us, starts_us, modified_us, currency) "
                "VALUES ('200000000001', 'agmt-1', 1, 1, 'ACTIVE', '200000000009', '', '', '', '', "
                "'', 0, 0, '', 0, 0, 0, 0, '', 0, 0, 0, 'USD')");
            for (const char* agreement : {"agmt-1", "agmt-gone"})
                in.run(
                    "INSERT INTO charge (owner, id, revision, agreement, kind, status, due_on, "
                    "amount, wholesale, lines, currency) VALUES ('200000000001', $1, 1, $1, "
                    "'INSTALMENT', 'SCHEDULED', '2027-01-17', 1, 1, '[]', 'USD')",
                    {agreement});
        });
    }

    std::map<std::string, std::string> texts(const std::string& sql) {
        std::map<std::string, std::string> found;
        place.open(released)->read([&](session& in) {
            in.run(sql, {}, [&](const row& at) {
                found.emplace(std::string(at.text(0)), std::string(at.text(1)));
            });
        });
        return found;
    }

    const std::span<const migration> released = cppo::store::migrations();
};
CPPO_ON_BOTH_ENGINES(doors);

TEST_P(doors, stay_open_to_whoever_had_a_method) {
    auto actions = texts("SELECT id, actions FROM account_user");
    EXPECT_EQ(actions["all"], "[]");
    EXPECT_EQ(actions["reader"],
              R"(["aws-marketplace:DescribeEntity","opencppo:GetClock","opencppo:ListAccounts",)"
              R"("opencppo:GetAccount","opencppo:ListUsers","opencppo:GetSeller",)"
              R"("opencppo:ListCharges","opencppo:ListInvoices","opencppo:ListStatements",)"
              R"("opencppo:ListDisbursements","opencppo:ListDeals","opencppo:GetDeal",)"
              R"("opencppo:ListTransfers","opencppo:GetJournal","opencppo:AuditLedger",)"
              R"("opencppo:ListAuditEntries","opencppo:ListLimits",)"
              R"("opencppo:ListResaleAuthorizations","opencppo:GetResaleAuthorization",)"
              R"("opencppo:GetPublishingDelay"])");
    EXPECT_EQ(actions["writer"],
              R"(["opencppo:MoveClock","opencppo:CreateAccount","opencppo:AddUser",)"
              R"("opencppo:CreateAccessKey","opencppo:RecordPayment",)"
              R"("opencppo:CopyResaleAuthorization","opencppo:CopyOffer",)"
              R"("opencppo:RegisterSeller","opencppo:SetLimit","opencppo:SetPublishingDelay",)"
              R"("opencppo:DiscountResaleAuthorization","opencppo:POSTAGE"])");
}

// A list that became empty would allow everything.
TEST_P(doors, open_to_nobody_else) {
    auto actions = texts("SELECT id, actions FROM account_user");
    EXPECT_EQ(actions["none"], R"(["opencppo:DELETE"])");
    EXPECT_EQ(actions["odd"], R"(["x\"opencppo:GET\"y"])");
}

TEST_P(doors, find_users_and_keys_active) {
    for (const char* table : {"account_user", "access_key"})
        for (const auto& [id, state] : texts("SELECT id, state FROM " + std::string(table)))
            EXPECT_EQ(state, "active") << id;
    EXPECT_EQ(texts("SELECT id, state FROM access_key").size(), 1U);
}

TEST_P(doors, show_charges_to_whoever_pays_for_the_agreement) {
    auto payers = texts("SELECT agreement, payer FROM charge");
    EXPECT_EQ(payers["agmt-1"], "200000000009");
    EXPECT_EQ(payers["agmt-gone"], "200000000001");
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
